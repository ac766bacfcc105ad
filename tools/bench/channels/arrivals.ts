// One shop's buyers: orders over the story's minutes, some paid late, some noted on afterwards, so that rows move
// while somebody reads the list. Drawn by a seed, played up to the moment of each request.

import { sampleLine, sampleTrade } from '../../../packages/simulators/src/index.ts'
import type { IdStyle, MarketListing, MarketTrade, TradeSource } from '../../../packages/simulators/src/index.ts'
import type { TradeLedger } from '../../../packages/simulators/src/marketplace/trade-ledger.ts'
import { HOT_SHARE, minutes, offersOf } from './story.ts'
import type { Story, StoryShop } from './story.ts'

const SECOND_MS = 1_000
const PAID_LATE_SHARE = 0.1
const PAID_WITHIN_MS = 60 * SECOND_MS
const NOTED_SHARE = 0.2
const NOTED_WITHIN_MS = 90 * SECOND_MS
const PROVINCES = ['浙江省', '广东省', '河北省', '四川省', '上海'] as const

export interface ArrivalsOptions {
  story: Story
  shop: StoryShop
  ids: IdStyle
  /** When the story begins, in simulated time. */
  startMs: number
  seed: number
}

interface Happening {
  atMs: number
  number: number
  kind: 'sale' | 'unpaid_sale' | 'paid' | 'noted'
}

export function arrivals(options: ArrivalsOptions): TradeSource {
  const random = randomFrom(options.seed + options.shop.number * 7_919)
  const happenings = plan(options, random)
  const trades = new Map<number, MarketTrade>()
  let played = 0
  return {
    advance(nowMs, ledger) {
      for (let next = happenings[played]; next !== undefined && next.atMs <= nowMs; next = happenings[played]) {
        played += 1
        const held = trades.get(next.number)
        const trade = held === undefined ? sale(options, next, { random, ledger }) : changed(held, next)
        trades.set(next.number, trade)
        ledger.record(trade)
      }
    },
  }
}

/** No two versions of an order fall on one second: some platforms tell no finer. */
function plan({ story, shop, startMs }: ArrivalsOptions, random: () => number): Happening[] {
  const perMs = (story.ordersPerMinute * shop.share) / minutes(1)
  const count = Math.round(perMs * minutes(story.salesUntil - story.salesFrom))
  const fromMs = startMs + minutes(story.salesFrom)
  const happenings = Array.from({ length: count }, (_, number): Happening[] => {
    const soldAtMs = wholeSecond(fromMs + (number + random()) / perMs)
    const isPaidLate = random() < PAID_LATE_SHARE
    const paidAtMs = isPaidLate ? soldAtMs + wholeSecond(SECOND_MS + random() * PAID_WITHIN_MS) : soldAtMs
    const sold: Happening[] = isPaidLate
      ? [
          { atMs: soldAtMs, number, kind: 'unpaid_sale' },
          { atMs: paidAtMs, number, kind: 'paid' },
        ]
      : [{ atMs: soldAtMs, number, kind: 'sale' }]
    if (random() >= NOTED_SHARE) return sold
    return [...sold, { atMs: paidAtMs + wholeSecond(SECOND_MS + random() * NOTED_WITHIN_MS), number, kind: 'noted' }]
  })
  return happenings.flat().sort((left, right) => left.atMs - right.atMs)
}

interface Surroundings {
  random: () => number
  ledger: TradeLedger
}

function sale({ story, shop, ids, startMs }: ArrivalsOptions, happening: Happening, around: Surroundings): MarketTrade {
  const { atMs, number, kind } = happening
  const { random, ledger } = around
  const isRace = atMs < startMs + minutes(story.raceUntil)
  const listing = choose(offersOf(shop, story.hotUnits), { random, ledger, wantsHot: isRace && random() < HOT_SHARE })
  const tradeId = ids.trade(Math.floor(startMs / SECOND_MS), number * 10)
  const buyer = String(shop.number * 1_000_000 + number)
  const sample = sampleTrade({ ids, number, atMs })
  return {
    ...sample,
    tradeId,
    state: kind === 'sale' ? 'paid' : 'unpaid',
    paidAtMs: kind === 'sale' ? atMs : null,
    payableFen: listing.priceFen,
    buyerOpenId: `buyer-${buyer}`,
    receiver: { ...sample.receiver, province: PROVINCES[number % PROVINCES.length]!, token: `token-${buyer}` },
    lines: [sampleLine(ids.line(tradeId, 0, 1), listing)],
  }
}

/** Who finds the hot SKU gone buys another. */
function choose(
  offered: ReturnType<typeof offersOf>,
  { random, ledger, wantsHot }: Surroundings & { wantsHot: boolean },
): MarketListing {
  const offers = offered.map(({ listing }) => listing)
  const draw = (wanted: readonly MarketListing[]): MarketListing => wanted[Math.floor(random() * wanted.length)]!
  const hot = draw(offers.filter(({ skuCode }) => skuCode.startsWith('HOT')))
  if (wantsHot && ledger.stock.shown(hot.skuId) > 0) return hot
  return draw(offers.filter(({ skuCode }) => skuCode.startsWith('PLAIN')))
}

function changed(held: MarketTrade, { atMs, kind }: Happening): MarketTrade {
  if (kind === 'paid') return { ...held, state: 'paid', paidAtMs: atMs, modifiedAtMs: atMs }
  return { ...held, sellerMemo: '尽快发货', modifiedAtMs: atMs }
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}

/** A small generator (mulberry32), so that a seed repeats a run. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
