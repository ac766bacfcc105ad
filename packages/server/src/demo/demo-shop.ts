// The simulated shop as the program sees it: an adapter that stays the same while the process behind it
// comes and goes, and a scenario that is begun anew when the report's busy days are over.

import { fixedTokens } from '@tidegate/connectors'
import type { ChannelAdapter } from '@tidegate/connectors'
import type { Instant } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import { requireDefinition } from '../shops.ts'
import type { Log } from '../log.ts'
import { readDemoFile, writeDemoFile } from './demo-file.ts'
import type { DemoFile } from './demo-file.ts'
import { DEMO_SHOP } from './pet-food-shop.ts'
import { closesAt, planScenario, simulatorArguments } from './scenario.ts'
import type { ScenarioWish } from './scenario.ts'
import { startSimulator } from './simulator.ts'
import type { Simulator, SimulatorReady } from './simulator.ts'
import { createSwitchingChannel } from './switching-channel.ts'

export interface DemoShopOptions {
  /** Where the scenario is remembered. */
  file: string
  wish: ScenarioWish
  /** How long the shop was not polled; null where it never was. */
  pauseMs: number | null
  note: (text: string) => void
  clock: Clock
  log: Log
}

export interface DemoShop {
  readonly adapter: ChannelAdapter
  readonly openedAt: Instant
  stop: () => Promise<void>
}

export async function openDemoShop({ file, wish, pauseMs, note, clock, log }: DemoShopOptions): Promise<DemoShop> {
  const stopping = new AbortController()
  const plan = planScenario(await readDemoFile(file), wish, { pauseMs, now: clock.now() })
  if (plan.isNew) await writeDemoFile(file, plan.file)
  note(plan.description)
  const switchTo = (adapter: ChannelAdapter | null): void => channel.switchTo(adapter)
  const start = (scenario: DemoFile): Promise<Simulator> =>
    startSimulator({
      args: simulatorArguments(scenario),
      clock,
      log,
      onDown: () => switchTo(null),
      onUp: (ready) => switchTo(adapterFor(ready)),
    })
  let simulator = await start(plan.file)
  const channel = createSwitchingChannel(adapterFor(simulator.ready))

  const reopen = async (): Promise<void> => {
    let current = plan.file
    for (;;) {
      await clock.sleep(Math.max(0, closesAt(current) - clock.now()), stopping.signal)
      switchTo(null)
      await simulator.stop()
      current = planScenario(null, current, { pauseMs: null, now: clock.now() }).file
      await writeDemoFile(file, current)
      simulator = await start(current)
      switchTo(adapterFor(simulator.ready))
      log.info('the simulated shop has sold out its report and opened anew')
    }
  }
  const reopening = reopen().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the simulated shop does not open anew')
  })
  return {
    adapter: channel.adapter,
    openedAt: plan.file.epoch,
    async stop() {
      stopping.abort()
      await reopening
      await simulator.stop()
    },
  }
}

/** The simulator's tokens outlive the demo's scenario, so nothing renews them. */
function adapterFor({ url, access, tokens }: SimulatorReady): ChannelAdapter {
  const { channel, shop } = DEMO_SHOP
  const { accessToken } = tokens
  return requireDefinition(channel).createAdapter({
    shop,
    gatewayUrl: url,
    access,
    tokens: fixedTokens({ accessToken, refreshToken: null, expiresAt: null }),
    allowLoopback: true,
  })
}
