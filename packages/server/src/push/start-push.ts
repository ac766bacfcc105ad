import type { Control } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import type { App } from '../http/app-type.ts'
import type { ServedGates } from '../http/gates.ts'
import type { Log } from '../log.ts'
import { PUSH_SERVER_LIMITS } from './limits.ts'
import type { PushServerLimits } from './limits.ts'
import { merchantTopics } from './merchant-topics.ts'
import { PushServer } from './push-server.ts'

export interface StartPushOptions {
  control: Control
  gates: ServedGates
  clock: Pick<Clock, 'now'>
  logger: Log
  pushLimits?: Partial<PushServerLimits>
}

/** The push of a server. It ends before the server does: an open socket would keep it. */
export function startPush(app: App, { control, gates, clock, logger: log, pushLimits }: StartPushOptions): PushServer {
  const limits = { ...PUSH_SERVER_LIMITS, ...pushLimits }
  const topicsOf = merchantTopics({ gates, clock, log, topicsMax: limits.topicsPerMerchantMax })
  const push = new PushServer({ control, topicsOf, limits, now: () => clock.now(), log })
  app.addHook('preClose', () => push.close())
  return push
}
