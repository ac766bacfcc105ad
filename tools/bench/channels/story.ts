// What happens in the soak, in simulated time: who sells what and when. Everything follows from the story, so the
// same shops can be played to two programs.

import { CHANNEL_DEFINITIONS } from '../../../packages/connectors/src/channels/registry.ts'
import { fixedTokens } from '../../../packages/connectors/src/index.ts'
import type { Channel } from '../../../packages/domain/src/index.ts'
import type { MarketListing } from '../../../packages/simulators/src/index.ts'

const MINUTE_MS = 60_000
const SHOPS = 10
/** Sold by two shops each, and never short. */
const PLAIN_SKUS = 60
/** Sold by every shop, and gone before the race ends. */
const HOT_SKUS = 6
/** So many of those who want one, in the whole race, find one. */
const HOT_COVERED = 0.6
export const PLAIN_UNITS = 200_000
/** What a shop shows of a plain SKU before it hears of us. */
const PLAIN_SHOWN = 50_000
/** While the race is on, one order in three wants a hot SKU. */
export const HOT_SHARE = 1 / 3

export interface StoryShop {
  code: string
  channel: Channel
  number: number
  /** Its part of all orders: what its platform lets through decides. */
  share: number
  callsPerSecond: number
  lagMs: number
  renewsTokens: boolean
}

/** Minutes from the start of the story. */
export interface Story {
  shops: readonly StoryShop[]
  ordersPerMinute: number
  /** Units of each hot SKU. */
  hotUnits: number
  salesFrom: number
  raceUntil: number
  throttledFrom: number
  throttledUntil: number
  tokensEndAt: number
  brokenFrom: number
  brokenUntil: number
  outageFrom: number
  outageUntil: number
  salesUntil: number
}

const ORDERS_PER_MINUTE_MAX = 720
const OUTAGE_MINUTES = 30

export function tellStory(orders: number): Story {
  const salesFrom = 2
  const raceUntil = salesFrom + 8
  const outageFrom = 16
  const outageUntil = outageFrom + OUTAGE_MINUTES
  const salesUntil = Math.max(outageUntil + 8, salesFrom + orders / ORDERS_PER_MINUTE_MAX)
  const ordersPerMinute = orders / (salesUntil - salesFrom)
  return {
    shops: openShops(),
    ordersPerMinute,
    hotUnits: Math.max(1, Math.round((ordersPerMinute * (raceUntil - salesFrom) * HOT_SHARE * HOT_COVERED) / HOT_SKUS)),
    salesFrom,
    raceUntil,
    throttledFrom: 11,
    throttledUntil: 12,
    tokensEndAt: 13,
    brokenFrom: 14,
    brokenUntil: 14.5,
    outageFrom,
    outageUntil,
    salesUntil,
  }
}

/** The same shops and the same arrivals, up to the end of the race. */
export function raceOnly(story: Story): Story {
  return { ...story, salesUntil: story.raceUntil }
}

/** Ten shops over all channels there are. */
function openShops(): StoryShop[] {
  const shops = Array.from({ length: SHOPS }, (_, number) => {
    const definition = CHANNEL_DEFINITIONS[number % CHANNEL_DEFINITIONS.length]!
    const { channel } = definition
    const gatewayUrl = 'http://127.0.0.1:9'
    const tokens = fixedTokens({ accessToken: 'x', refreshToken: null, expiresAt: null })
    const access = Object.fromEntries(definition.accessFields.map(({ name }) => [name, 'x']))
    const { limits } = definition.createAdapter({ shop: 'x', gatewayUrl, access, tokens, allowLoopback: true })
    const { callsPerSecond, lagMs } = limits
    return {
      code: `soak${number}`,
      channel,
      number,
      callsPerSecond,
      lagMs,
      renewsTokens: definition.refreshTokens !== null,
    }
  })
  // A platform that lets many calls through has large sellers.
  const weightOf = (shop: { callsPerSecond: number }): number => Math.min(shop.callsPerSecond, CALLS_COUNTED_MAX)
  const total = shops.reduce((sum, shop) => sum + weightOf(shop), 0)
  return shops.map((shop) => ({ ...shop, share: weightOf(shop) / total }))
}

const CALLS_COUNTED_MAX = 20

export const skuCodes = {
  plain: Array.from({ length: PLAIN_SKUS }, (_, index) => `PLAIN-${String(index).padStart(2, '0')}`),
  hot: Array.from({ length: HOT_SKUS }, (_, index) => `HOT-${index}`),
}

/** What a shop offers, with the units it shows at the start. */
export function offersOf(
  { number }: Pick<StoryShop, 'number'>,
  hotUnits: number,
): { listing: MarketListing; units: number }[] {
  const plain = skuCodes.plain
    .filter((_, index) => index % SHOPS === number || (index + 1) % SHOPS === number)
    .map((code) => ({ listing: toListing(code, skuCodes.plain.indexOf(code)), units: PLAIN_SHOWN }))
  const hot = skuCodes.hot.map((code, index) => ({ listing: toListing(code, PLAIN_SKUS + index), units: hotUnits }))
  return [...plain, ...hot]
}

function toListing(skuCode: string, index: number): MarketListing {
  return {
    listingId: String(700_000_000_001 + index),
    skuId: String(4_700_000_000_001 + index),
    productCode: skuCode,
    skuCode,
    title: `商品 ${skuCode}`,
    properties: '规格:标准',
    priceFen: 1_990,
    onSale: true,
  }
}

export function minutes(count: number): number {
  return count * MINUTE_MS
}
