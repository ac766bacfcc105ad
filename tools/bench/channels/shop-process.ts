// One simulated shop, in a process of its own: a marketplace on loopback that lives by simulated time.

import { startMarketplace } from '../../../packages/simulators/src/index.ts'
import type { RunningMarketplace, TradeSource } from '../../../packages/simulators/src/index.ts'
import { arrivals } from './arrivals.ts'
import type { CallCounts, OpenedShop, Request, ShopReport, TradeReport } from './protocol.ts'
import { simulatedClock } from './simulated-time.ts'
import { offersOf } from './story.ts'
import type { Story, StoryShop } from './story.ts'

const LOOK_EVERY_MS = 4 // By this machine's clock; simulated time runs up to four times as fast.
/** Beyond the pace our adapters keep by themselves; a ban as the marketplaces kit has it. */
const CALL_LIMIT_SHARE = 1.5
const BAN_MS = 3_000

const clock = simulatedClock()
const story = JSON.parse(process.argv[2] ?? '') as Story
const shop = story.shops.find(({ code }) => code === process.argv[3])!
let buyers: TradeSource | null = null
const { market, definition, url } = await open(shop)
const trades = noteTrades()

process.on('message', ({ id, request }: { id: number; request: Request }) => {
  process.send?.({ id, result: answer(request) ?? null })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ id: 0, result: opened() })
// Buyers buy whether or not anybody asks.
setInterval(() => market.refresh(), LOOK_EVERY_MS)

async function open(plan: StoryShop): Promise<RunningMarketplace> {
  const source: TradeSource = { advance: (nowMs, ledger) => buyers?.advance(nowMs, ledger) }
  const callLimit = { callsPerSecondMax: Math.ceil(plan.callsPerSecond * CALL_LIMIT_SHARE) + 1, banMs: BAN_MS }
  const settings = { now: clock.now, source, lookEveryMs: LOOK_EVERY_MS, callLimit }
  const running = await startMarketplace(plan.channel, settings)
  for (const { listing, units } of offersOf(plan, story.hotUnits)) running.market.ledger.offer(listing, units)
  return running
}

function noteTrades(): Map<string, TradeReport> {
  const noted = new Map<string, TradeReport>()
  const { ledger, outbox } = market
  let lost = 0
  // After the outbox, which subscribed first: whether this very message was lost is known by now.
  ledger.subscribe(({ tradeId, createdAtMs, modifiedAtMs, state }, before) => {
    const message = outbox.lost > lost ? 'lost' : 'sent'
    lost = outbox.lost
    if (before !== null) noted.get(tradeId)![2] = modifiedAtMs
    else noted.set(tradeId, [tradeId, createdAtMs, modifiedAtMs, state === 'unpaid' ? 'paid_late' : message])
  })
  return noted
}

function opened(): OpenedShop {
  const { accessToken, refreshToken, expiresAtMs } = market.tokens.current
  return {
    code: shop.code,
    url,
    access: { ...market.access },
    tokens: { accessToken, refreshToken, expiresAt: expiresAtMs },
  }
}

function answer(request: Request): [string, CallCounts[string]] | ShopReport | undefined {
  switch (request.do) {
    case 'begin': {
      const { plan, startMs, seed } = request
      clock.plan = plan
      buyers = arrivals({ story, shop, ids: definition.ids, startMs, seed })
      return
    }
    case 'plan':
      clock.plan = request.plan
      return
    case 'faults':
      if (request.shops.includes(shop.code)) Object.assign(market.faults, request.faults)
      return
    case 'end_tokens':
      if (request.shops.includes(shop.code)) market.tokens.expire()
      return
    case 'push_to': {
      const target = request.urls[shop.code]
      market.pushTarget = target === undefined ? null : new URL(target)
      return
    }
    case 'count_calls':
      return [shop.code, { ...market.counts }]
    case 'report':
      return report()
  }
}

function report(): ShopReport {
  market.refresh()
  const { ledger, counts, outbox } = market
  const stock = [...ledger.listings.values()].map(({ skuId, skuCode }) => ({
    skuId,
    skuCode,
    shown: ledger.stock.shown(skuId),
    sold: ledger.stockCounters().get(skuId)?.sold ?? 0,
  }))
  return { code: shop.code, trades: [...trades.values()], stock, counts: { ...counts, pushesLost: outbox.lost } }
}
