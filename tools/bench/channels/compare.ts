// Both sides compared: what the platforms sold and show, and what we hold, promised and published.

import type { OpenGate } from '../../../packages/engine/src/index.ts'
import { percentile } from '../feed.ts'
import type { ShopReport } from './protocol.ts'
import type { TimePlan } from './simulated-time.ts'
import { toSimulated } from './simulated-time.ts'
import type { StoryShop } from './story.ts'

const SECOND_MS = 1_000

export interface Truth {
  orders: number
  /** Sold by a platform, and not here, or not in its newest version. */
  missing: number
  /** Here beyond one to each order a platform sold. */
  duplicated: number
  oversold: number
  /** Units the platforms sold beyond what came in. */
  short: number
  /** Listings whose platform shows another count than our books, or than stock covers. */
  stockDiffers: readonly StockDiffers[]
}

interface StockDiffers {
  shop: string
  skuCode: string
  shown: number
  /** What we believe the platform shows, and what stock covers; null where we have published nothing. */
  believed: number | null
  covered: number | null
}

export async function compareBothSides(gate: OpenGate, reports: readonly ShopReport[]): Promise<Truth> {
  const held = await gate.database<{ shop: string; id: string; version: number }[]>`
    select s.code as shop, o.platform_order_id as id, o.state_version as version from orders o join shops s on s.id = o.shop_id`
  const versions = new Map(held.map(({ shop, id, version }) => [`${shop}/${id}`, version]))
  const sold = reports.flatMap(({ code, trades }) => trades.map((trade) => ({ key: `${code}/${trade[0]}`, trade })))
  // To the second: some platforms tell no finer.
  const missing = sold.filter(({ key, trade }) => !((versions.get(key) ?? 0) >= floorToSecond(trade[2])))
  const keys = new Set(sold.map(({ key }) => key))
  const [promised] = await gate.database<{ oversold: number }[]>`
    select coalesce(sum(greatest(0, reserved + allocated + unavailable - on_hand - short)), 0) as oversold from pools`
  return {
    orders: sold.length,
    missing: missing.length,
    duplicated: held.length - [...versions.keys()].filter((key) => keys.has(key)).length,
    oversold: promised?.oversold ?? -1,
    short: await soldBeyond(gate, reports),
    stockDiffers: await listingsThatDiffer(gate, reports),
  }
}

async function soldBeyond(gate: OpenGate, reports: readonly ShopReport[]): Promise<number> {
  const received = await gate.database<{ code: string; units: number }[]>`
    select k.code, p.on_hand as units from pools p join skus k on k.id = p.sku_id where p.supply = 'on_hand'`
  const sold = new Map<string, number>()
  for (const { skuCode, sold: units } of reports.flatMap(({ stock }) => stock)) {
    sold.set(skuCode, (sold.get(skuCode) ?? 0) + units)
  }
  return received.reduce((sum, { code, units }) => sum + Math.max(0, (sold.get(code) ?? 0) - units), 0)
}

async function listingsThatDiffer(gate: OpenGate, reports: readonly ShopReport[]): Promise<StockDiffers[]> {
  const books = await gate.database<{ shop: string; sku: string; believed: number; covered: number }[]>`
    select s.code as shop, l.sku_code as sku, greatest(0, p.sent - p.sold) as believed,
      greatest(0, k.on_hand - k.unavailable - k.safety - k.allocated - k.reserved) as covered
    from stock_publications p join listings l on l.id = p.listing_id join shops s on s.id = l.shop_id
    join listing_components c on c.listing_id = l.id join pools k on k.sku_id = c.sku_id and k.supply = 'on_hand'`
  const byListing = new Map(books.map((book) => [`${book.shop}/${book.sku}`, book]))
  return reports
    .flatMap(({ code, stock }) => stock.map(({ skuCode, shown }) => ({ shop: code, skuCode, shown })))
    .map((listing) => {
      const { believed = null, covered = null } = byListing.get(`${listing.shop}/${listing.skuCode}`) ?? {}
      return { ...listing, believed, covered }
    })
    .filter(({ shown, believed, covered }) => believed !== shown || covered !== shown)
}

export interface Waits {
  polledMs: readonly Wait[]
  pushedMs: readonly Wait[]
  recoveryS: number
}

export interface Wait {
  shop: string
  ms: number
  /** In simulated time. */
  soldAtMs: number
}

export interface WaitsOptions {
  plan: TimePlan
  shops: readonly StoryShop[]
  reports: readonly ShopReport[]
  /** Which shops' platforms send us messages. */
  pushing: ReadonlySet<string>
  /** Stretches of simulated time whose sales are not counted: nobody could have seen them at once. */
  troubles: readonly { fromMs: number; untilMs: number }[]
  outage: { fromMs: number; untilMs: number } | null
}

/** From the moment a platform's feed shows an order to its commit here, in simulated time. */
export function measureWaits(commits: ReadonlyMap<string, number>, options: WaitsOptions): Waits {
  const polledMs: Wait[] = []
  const pushedMs: Wait[] = []
  let recoveredMs = 0
  for (const { code, trades } of options.reports) {
    const { lagMs } = options.shops.find((shop) => shop.code === code)!
    for (const [id, soldAtMs, , message] of trades) {
      const committedMs = commits.get(`${code}/${id}`)
      if (committedMs === undefined || message === 'paid_late') continue
      const seenMs = toSimulated(options.plan, committedMs)
      const { outage } = options
      if (outage !== null && soldAtMs >= outage.fromMs && soldAtMs + lagMs < outage.untilMs) {
        recoveredMs = Math.max(recoveredMs, seenMs - outage.untilMs)
      }
      if (options.troubles.some(({ fromMs, untilMs }) => soldAtMs >= fromMs - lagMs && soldAtMs < untilMs)) continue
      if (message === 'sent' && options.pushing.has(code))
        pushedMs.push({ shop: code, soldAtMs, ms: seenMs - soldAtMs })
      else polledMs.push({ shop: code, soldAtMs, ms: seenMs - soldAtMs - lagMs })
    }
  }
  return { polledMs, pushedMs, recoveryS: Math.round(recoveredMs / SECOND_MS) }
}

/** Of all shops, or of the one named. */
export function waitMs(waits: readonly Wait[], share: number, shop?: string): number {
  const counted = shop === undefined ? waits : waits.filter((wait) => wait.shop === shop)
  return percentile(Float64Array.from(counted, ({ ms }) => ms).sort(), share)
}

function floorToSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}
