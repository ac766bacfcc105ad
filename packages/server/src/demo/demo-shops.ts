// The simulated shops as the program sees them: adapters that stay the same while the process behind them comes and
// goes, and a scenario that is begun anew when the report's busy days are over.

import { CHANNEL_DEFINITIONS, fixedTokens, TokenKeeper } from '@tidegate/connectors'
import type { ChannelAdapter, ChannelTokens, ConnectionOptions, TokenSource } from '@tidegate/connectors'
import type { Channel, Instant, ShopKey } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import { pushPathOf } from '../link/push-address.ts'
import { requireDefinition } from '../shops.ts'
import type { Log } from '../log.ts'
import { readDemoFile, writeDemoFile } from './demo-file.ts'
import type { DemoFile } from './demo-file.ts'
import { DEMO_MERCHANT, demoShopOf } from './pet-food-shop.ts'
import { closesAt, planScenario, simulatorArguments } from './scenario.ts'
import type { ScenarioWish } from './scenario.ts'
import { startSimulator } from './simulator.ts'
import type { SimulatedShop, Simulator, SimulatorReady } from './simulator.ts'
import { createSwitchingChannel } from './switching-channel.ts'
import type { SwitchingChannel } from './switching-channel.ts'

export interface DemoShopsOptions {
  /** Where the scenario is remembered. */
  file: string
  wish: Omit<ScenarioWish, 'channels'>
  /** How long the shops were not polled; null where they never were. */
  pauseMs: number | null
  note: (text: string) => void
  clock: Clock
  log: Log
}

interface DemoShop {
  key: ShopKey
  adapter: ChannelAdapter
}

export interface DemoShops {
  readonly shops: readonly DemoShop[]
  readonly openedAt: Instant
  /** From now on platforms that post messages post them to the program at this address. */
  postTo: (origin: string) => Promise<void>
  stop: () => Promise<void>
}

export async function openDemoShops({ file, wish, pauseMs, note, clock, log }: DemoShopsOptions): Promise<DemoShops> {
  const stopping = new AbortController()
  const channels = CHANNEL_DEFINITIONS.map(({ channel }) => channel)
  const plan = planScenario(await readDemoFile(file), { ...wish, channels }, { pauseMs, now: clock.now() })
  if (plan.isNew) await writeDemoFile(file, plan.file)
  note(`${channels.length} of them; they ${plan.description}`)
  const street = createStreet(log)
  const start = (scenario: DemoFile): Promise<Simulator> =>
    startSimulator({ args: simulatorArguments(scenario), clock, log, onDown: street.close, onUp: street.open })
  let simulator = await start(plan.file)
  street.open(simulator.ready)

  const reopen = async (): Promise<void> => {
    let current = plan.file
    for (;;) {
      await clock.sleep(Math.max(0, closesAt(current) - clock.now()), stopping.signal)
      street.close()
      await simulator.stop()
      current = planScenario(null, current, { pauseMs: null, now: clock.now() }).file
      await writeDemoFile(file, current)
      simulator = await start(current)
      street.open(simulator.ready)
      log.info('the simulated shops have sold out their report and opened anew')
    }
  }
  const reopening = reopen().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the simulated shops do not open anew')
  })
  return {
    shops: street.shops(),
    openedAt: plan.file.epoch,
    postTo: street.postTo,
    async stop() {
      stopping.abort()
      await reopening
      await simulator.stop()
    },
  }
}

interface Street {
  shops: () => DemoShop[]
  open: (ready: SimulatorReady) => void
  close: () => void
  postTo: (origin: string) => Promise<void>
}

/** One adapter to each channel, whichever process is behind it. */
function createStreet(log: Log): Street {
  const doors = new Map<Channel, SwitchingChannel>()
  let ready: SimulatorReady = []
  let origin: string | null = null
  const subscribeAll = async (): Promise<void> => {
    const target = origin
    if (target === null) return
    const posting = ready.filter(({ channel }) => doors.get(channel)?.adapter.push !== null)
    await Promise.all(posting.map((shop) => subscribe(shop, target)))
  }
  return {
    shops: () => [...doors].map(([channel, { adapter }]) => ({ key: demoShopOf(channel), adapter })),
    open(shops) {
      ready = shops
      for (const shop of shops) {
        const adapter = adapterFor(shop)
        const door = doors.get(shop.channel)
        if (door === undefined) doors.set(shop.channel, createSwitchingChannel(adapter))
        else door.switchTo(adapter)
      }
      subscribeAll().catch((error: unknown) => log.warn({ err: error }, 'a simulated shop posts no messages'))
    },
    close: () => doors.forEach((door) => door.switchTo(null)),
    async postTo(address) {
      origin = address
      await subscribeAll()
    },
  }
}

/** What the seller does in the platform's back office. */
async function subscribe({ channel, url, controlToken }: SimulatedShop, origin: string): Promise<void> {
  const { shop } = demoShopOf(channel)
  const path = pushPathOf(DEMO_MERCHANT.code, { channel, shop })
  const headers = { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ url: origin + path })
  const answer = await fetch(new URL('/control/push', url), { method: 'PUT', headers, body })
  if (!answer.ok) throw new Error(`the simulated shop of ${channel} answered ${answer.status}`)
}

function adapterFor({ channel, url, access, tokens }: SimulatedShop): ChannelAdapter {
  const definition = requireDefinition(channel)
  const connection: ConnectionOptions = { gatewayUrl: url, access, allowLoopback: true }
  const { accessToken, refreshToken, expiresAtMs: expiresAt } = tokens
  const source = tokenSource(channel, connection, { accessToken, refreshToken, expiresAt })
  return definition.createAdapter({ ...connection, shop: demoShopOf(channel).shop, tokens: source })
}

/** Kept nowhere: a simulator that starts again hands out new ones. */
function tokenSource(channel: Channel, connection: ConnectionOptions, tokens: ChannelTokens): TokenSource {
  const { refreshTokens } = requireDefinition(channel)
  if (refreshTokens === null) return fixedTokens({ ...tokens, refreshToken: null, expiresAt: null })
  return new TokenKeeper({ tokens, refresh: (stale) => refreshTokens(connection, stale), store: async () => undefined })
}
