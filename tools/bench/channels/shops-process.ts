// The simulated shops, in a process of their own: ten marketplaces on loopback that live by simulated time.

import { startMarketplace } from '../../../packages/simulators/src/index.ts'
import type { RunningMarketplace, TradeSource } from '../../../packages/simulators/src/index.ts'
import { arrivals } from './arrivals.ts'
import type { OpenedShop, Request, ShopReport, TradeReport } from './protocol.ts'
import { simulatedClock } from './simulated-time.ts'
import { offersOf } from './story.ts'
import type { Story, StoryShop } from './story.ts'

const LOOK_EVERY_MS = 4 // By this machine's clock; simulated time runs a dozen times as fast.
/** Beyond the pace our adapters keep by themselves; a ban as the marketplaces kit has it. */
const CALL_LIMIT_SHARE = 1.5
const BAN_MS = 3_000

interface Shop {
  plan: StoryShop
  running: RunningMarketplace
  trades: Map<string, TradeReport>
}

const clock = simulatedClock()
const sources = new Map<string, TradeSource>()
const story = JSON.parse(process.argv[2] ?? '') as Story
const shops = await Promise.all(story.shops.map(open))

process.on('message', (message: { id: number; request: Request }) => {
  void Promise.resolve(answer(message.request)).then((result) => process.send?.({ id: message.id, result }))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0, result: shops.map(toOpened) })
// Buyers buy whether or not anybody asks.
setInterval(() => shops.forEach(({ running }) => running.market.refresh()), LOOK_EVERY_MS)

async function open(plan: StoryShop): Promise<Shop> {
  const source: TradeSource = { advance: (nowMs, ledger) => sources.get(plan.code)?.advance(nowMs, ledger) }
  const callLimit = { callsPerSecondMax: Math.ceil(plan.callsPerSecond * CALL_LIMIT_SHARE) + 1, banMs: BAN_MS }
  const running = await startMarketplace(plan.channel, {
    now: clock.now,
    source,
    lookEveryMs: LOOK_EVERY_MS,
    callLimit,
  })
  const { ledger, outbox } = running.market
  for (const { listing, units } of offersOf(plan, story.hotUnits)) ledger.offer(listing, units)
  const trades = new Map<string, TradeReport>()
  let lost = 0
  // After the outbox, which subscribed first: whether this very message was lost is known by now.
  ledger.subscribe(({ tradeId, createdAtMs, modifiedAtMs, state }, before) => {
    const message = outbox.lost > lost ? 'lost' : 'sent'
    lost = outbox.lost
    if (before !== null) trades.get(tradeId)![2] = modifiedAtMs
    else trades.set(tradeId, [tradeId, createdAtMs, modifiedAtMs, state === 'unpaid' ? 'paid_late' : message])
  })
  return { plan, running, trades }
}

function toOpened({ plan, running: { url, market } }: Shop): OpenedShop {
  const { accessToken, refreshToken, expiresAtMs } = market.tokens.current
  const tokens = { accessToken, refreshToken, expiresAt: expiresAtMs }
  return { code: plan.code, url, access: { ...market.access }, tokens }
}

function answer(request: Request): unknown {
  const named = (codes: readonly string[]): Shop[] => shops.filter(({ plan }) => codes.includes(plan.code))
  switch (request.do) {
    case 'begin':
      clock.plan = request.plan
      for (const shop of shops) {
        const { ids } = shop.running.definition
        const { startMs, seed } = request
        sources.set(shop.plan.code, arrivals({ story: request.story, shop: shop.plan, ids, startMs, seed }))
      }
      return null
    case 'plan':
      clock.plan = request.plan
      return null
    case 'faults':
      for (const { running } of named(request.shops)) Object.assign(running.market.faults, request.faults)
      return null
    case 'end_tokens':
      for (const { running } of named(request.shops)) running.market.tokens.expire()
      return null
    case 'push_to':
      for (const { plan, running } of shops) {
        const url = request.urls[plan.code]
        running.market.pushTarget = url === undefined ? null : new URL(url)
      }
      return null
    case 'count_calls':
      return Object.fromEntries(shops.map(({ plan, running }) => [plan.code, { ...running.market.counts }]))
    case 'report':
      return shops.map(toReport)
  }
}

function toReport({ plan, running: { market }, trades }: Shop): ShopReport {
  market.refresh()
  const { ledger, counts, outbox } = market
  const stock = [...ledger.listings.values()].map(({ skuId, skuCode }) => ({
    skuId,
    skuCode,
    shown: ledger.stock.shown(skuId),
    sold: ledger.stockCounters().get(skuId)?.sold ?? 0,
  }))
  return { code: plan.code, trades: [...trades.values()], stock, counts: { ...counts, pushesLost: outbox.lost } }
}
