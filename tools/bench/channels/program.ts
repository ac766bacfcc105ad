// The program under test: the production composition root on an engine, with simulated time, connected to the
// simulated shops by the production adapters.

import { ROLES } from '../../../packages/server/src/roles.ts'
import { startServing } from '../../../packages/server/src/serve.ts'
import type { Serving } from '../../../packages/server/src/serve.ts'
import type { ServedShop } from '../../../packages/server/src/link/shop-runner.ts'
import { createLog } from '../../../packages/server/src/log.ts'
import { PATHS } from '../../../packages/contract/src/index.ts'
import { channelDefinition, TokenKeeper, fixedTokens } from '../../../packages/connectors/src/index.ts'
import type {
  ChannelDefinition,
  ChannelTokens,
  ConnectionOptions,
  TokenSource,
} from '../../../packages/connectors/src/index.ts'
import type { Engine } from '../../../packages/engine/src/index.ts'
import type { OpenedShop } from './protocol.ts'
import type { SimulatedShops } from './shops-client.ts'
import type { SimulatedClock } from './simulated-time.ts'
import type { Story, StoryShop } from './story.ts'

const MERCHANT = 'bench'
/** As a merchant's installation has them. */
const POLL_SECONDS = 30
const OVERLAP_SECONDS = 120
const FIRST_POLL_REACHES_BACK_MS = 60_000

export interface ProgramOptions {
  engine: Engine
  clock: SimulatedClock
  random: () => number
  story: Story
  shops: SimulatedShops
  /** Whether it publishes stock itself. */
  publishes: boolean
  logLevel: 'warn' | 'silent'
}

/** Shops keep their tokens from one start of the program to the next, as the database would. */
export function connectShops({ clock, story, shops, publishes }: ProgramOptions): ServedShop[] {
  return shops.opened.map((opened) => {
    const shop = story.shops.find(({ code }) => code === opened.code)!
    return connect(shop, { opened, clock, publishes })
  })
}

interface Connecting {
  opened: OpenedShop
  clock: SimulatedClock
  publishes: boolean
}

function connect({ code, channel }: StoryShop, { opened, clock, publishes }: Connecting): ServedShop {
  const definition = channelDefinition(channel)!
  const connection: ConnectionOptions = {
    gatewayUrl: opened.url,
    access: opened.access,
    allowLoopback: true,
    now: clock.now,
    paceClock: clock,
  }
  const adapter = definition.createAdapter({
    ...connection,
    shop: code,
    tokens: tokensOf(definition, connection, opened),
  })
  return {
    key: { channel, shop: code },
    merchant: MERCHANT,
    name: code,
    adapter,
    since: clock.now() - FIRST_POLL_REACHES_BACK_MS,
    switches: { publishes, confirms: true },
  }
}

function tokensOf(
  { refreshTokens }: ChannelDefinition,
  connection: ConnectionOptions,
  { tokens }: OpenedShop,
): TokenSource {
  if (refreshTokens === null) return fixedTokens({ ...tokens, refreshToken: null })
  const refresh = (stale: ChannelTokens): Promise<ChannelTokens> => refreshTokens(connection, stale)
  return new TokenKeeper({ tokens, refresh, store: async () => undefined })
}

/** Starts it and tells the platforms where to post their messages. */
export async function startProgram(options: ProgramOptions, served: readonly ServedShop[]): Promise<Serving> {
  const { engine, clock, random, shops, logLevel } = options
  const serving = await startServing({
    engine,
    config: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      dataDir: import.meta.dirname,
      metricsPort: null,
      diskFreeMinMb: 0,
      roles: ROLES,
      pollSeconds: POLL_SECONDS,
      overlapSeconds: OVERLAP_SECONDS,
    },
    shops: served,
    clock,
    random,
    log: createLog(logLevel),
    allowLoopback: true,
  })
  const listening = served.filter(({ adapter }) => adapter.push !== null)
  const urlOf = ({ key }: ServedShop): string => {
    const path = PATHS.channelMessages.replace(':merchant', MERCHANT).replace(':channel', key.channel)
    return `http://127.0.0.1:${serving.port}${path.replace(':shop', key.shop)}`
  }
  await shops.tell({ do: 'push_to', urls: Object.fromEntries(listening.map((shop) => [shop.key.shop, urlOf(shop)])) })
  return serving
}
