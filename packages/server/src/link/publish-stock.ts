// Tells a shop's platform what stock changed by. What is owed is computed by the engine from its books of the
// platform's count (docs/adr/0012); here it is sent, and what became of it is written down.

import { ChannelError } from '@tidegate/connectors'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '@tidegate/connectors'
import type { OwedChange } from '@tidegate/engine'
import { CLAIM_MS, errorText, provenUntil, retryMs } from './link.ts'
import type { ShopLink } from './link.ts'

/** Readings of one round: a share of what a shop's limit allows, so that changes are never kept waiting by them. */
const READS_MAX = 20
/** Every listing is read back and compared this often; a change of somebody's on the platform is found by then. */
const COMPARE_EVERY_MS = 6 * 60 * 60_000

/** Sendings of one change under one key, where the platform knows repeats. */
const REPEATS_MAX = 3

const NOTHING_PROVEN = 0

/** One round; true where more is owed already. */
export async function publishStock(link: ShopLink, signal: AbortSignal): Promise<boolean> {
  const { adapter, gate, shop } = link
  const { stock } = adapter
  if (stock === null) return false
  const books = gate.links.publications
  await books.enrol(shop)
  await readBack(link, stock, signal)
  const proven = (await provenUntil(link)) ?? NOTHING_PROVEN
  for (const { listingId, drift } of await books.compare(shop, proven)) {
    if (drift !== 0) link.log.warn({ shop: shop.shop, listing: listingId, drift }, 'a platform shows other stock')
  }
  const owed = await books.claimOwed(shop, { provenUntil: proven, max: stock.changesMax, claimMs: CLAIM_MS })
  await send(link, { stock, owed }, signal)
  return owed.length === stock.changesMax
}

async function readBack(
  { gate, shop, clock, pace }: ShopLink,
  stock: StockPublishing,
  signal: AbortSignal,
): Promise<void> {
  const books = gate.links.publications
  // What must be known before stock can be sent is read in any case.
  const before = (await pace.mayProve('comparison')) ? clock.now() - COMPARE_EVERY_MS : NOTHING_PROVEN
  // What sold between the reading and the setting of an absolute value was put back on sale by it.
  const published = modeOf(stock) === 'absolute'
  const listings = await books.beginReading(shop, { before, published, max: READS_MAX })
  if (listings.length === 0) return
  const shown = await stock.read(listings, signal)
  for (const [index, { listingId }] of listings.entries()) {
    const units = shown[index]?.shown ?? null
    if (units !== null) await books.read(listingId, units)
  }
}

interface Sending {
  stock: StockPublishing
  owed: readonly OwedChange[]
}

async function send(link: ShopLink, { stock, owed }: Sending, signal: AbortSignal): Promise<void> {
  if (owed.length === 0) return
  const mode = modeOf(stock)
  const knowsRepeats = stock.repeatsKnown.includes(mode)
  const sendable = owed.filter((each) => !each.isUnsure || knowsRepeats)
  for (const each of owed.filter((one) => one.isUnsure && !knowsRepeats)) {
    await link.gate.links.publications.unknown({ ...waitAfter(link, each, null), error: 'the sender died' })
  }
  const { changes, results } = await publishAll(stock, { owed: sendable, mode }, signal).catch(
    async (error: unknown) => {
      // A channel's failure is thrown only where nothing was sent; a stop, or a mistake of ours, comes at any moment.
      const isUnsure = !(error instanceof ChannelError)
      for (const each of sendable) await settleFailure(link, each, { error, knowsRepeats, isUnsure })
      throw error
    },
  )
  await settleAll(link, { changes, results, knowsRepeats })
}

async function publishAll(
  stock: StockPublishing,
  { owed, mode }: { owed: readonly OwedChange[]; mode: StockMode },
  signal: AbortSignal,
): Promise<{ changes: ChangeToSend[]; results: StockResult[] }> {
  if (owed.length === 0) return { changes: [], results: [] }
  const changes = await toChanges(stock, { owed, mode }, signal)
  const toSend = changes.map(({ change }) => change)
  return { changes, results: await stock.publish(toSend, mode, signal) }
}

function modeOf({ modes }: StockPublishing): StockMode {
  return modes.includes('delta') ? 'delta' : 'absolute'
}

interface ChangeToSend {
  owed: OwedChange
  change: StockChange
  /** By how much the platform's count changes when it takes the change. */
  units: number
}

async function toChanges(
  stock: StockPublishing,
  { owed, mode }: { owed: readonly OwedChange[]; mode: StockMode },
  signal: AbortSignal,
): Promise<ChangeToSend[]> {
  if (mode === 'delta') {
    return owed.map((each) => ({ owed: each, change: toChange(each, each.delta, null), units: each.delta }))
  }
  const shown = await stock.read(owed, signal)
  return owed.map((each, index) => absoluteChange(each, shown[index]?.shown ?? each.believed))
}

/** What the platform shows just now, with what it sold meanwhile, changed by the difference. */
function absoluteChange(owed: OwedChange, shown: number): ChangeToSend {
  const units = Math.max(0, shown + owed.delta)
  return { owed, change: toChange(owed, units, shown), units: units - shown }
}

function toChange(owed: OwedChange, units: number, shownBefore: ShownStock['shown']): StockChange {
  const { platformItemId, platformSkuId, key } = owed
  return { listing: { platformItemId, platformSkuId }, units, key, shownBefore }
}

interface Answered {
  changes: readonly ChangeToSend[]
  results: readonly StockResult[]
  knowsRepeats: boolean
}

async function settleAll(link: ShopLink, { changes, results, knowsRepeats }: Answered): Promise<void> {
  const books = link.gate.links.publications
  const applied: { listingId: number; units: number }[] = []
  for (const [index, { owed, units }] of changes.entries()) {
    const result = results[index] ?? { outcome: 'unknown', error: new Error('the channel left out an answer') }
    switch (result.outcome) {
      case 'applied':
      case 'already_applied':
        applied.push({ listingId: owed.listingId, units })
        break
      case 'stale':
        await books.notApplied({ listingId: owed.listingId, error: 'it changed meanwhile', retryMs: 0 })
        break
      case 'unknown':
      case 'refused':
      case 'not_sent':
      default:
        await settleFailure(link, owed, { error: result.error, knowsRepeats, isUnsure: result.outcome === 'unknown' })
    }
  }
  await books.applied(applied)
}

interface Failure {
  error: unknown
  knowsRepeats: boolean
  /** Whether this sending may have gone through. */
  isUnsure: boolean
}

/** A sending that failed for certain says nothing of an earlier one of the same change that may have gone through. */
async function settleFailure(link: ShopLink, owed: OwedChange, { error, knowsRepeats, isUnsure }: Failure) {
  const books = link.gate.links.publications
  const failure = waitAfter(link, owed, error)
  if (!isUnsure && !owed.isUnsure) await books.notApplied(failure)
  // An answer that stays unclear tells nothing the tenth time: then the count itself is read.
  else if (knowsRepeats && owed.attempts < REPEATS_MAX) await books.sendAgain(failure)
  else await books.unknown(failure)
}

function waitAfter({ random }: ShopLink, { listingId, attempts }: OwedChange, error: unknown) {
  return { listingId, error: errorText(error), retryMs: retryMs(attempts + 1, error, random) }
}
