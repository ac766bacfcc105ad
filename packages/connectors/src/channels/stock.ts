// Publishing stock. The platform takes its own count down at the sale, before we hear of it: an absolute value
// computed before those orders arrive puts sold pieces back on sale. So deltas where the platform has them.

import { ChannelError } from './channel.ts'
import type { ListingKey } from './listings.ts'

export const STOCK_MODES = ['delta', 'absolute'] as const
export type StockMode = (typeof STOCK_MODES)[number]

export interface StockChange {
  listing: ListingKey
  /** To add (may be negative), or to show. */
  units: number
  /** Ours, the same for every attempt of one change; sent where the platform knows repeats by it. */
  key: string
  /** What the platform was last seen to show, for platforms that compare before they set; null opts out. */
  shownBefore: number | null
}

export type StockResult =
  /** `shown` is what the platform says it now shows, where it says so. */
  | { outcome: 'applied'; shown: number | null }
  /** The platform knows the key: an earlier attempt went through. */
  | { outcome: 'already_applied' }
  /** `shownBefore` was wrong: read, and compute again. */
  | { outcome: 'stale' }
  | { outcome: 'refused'; error: ChannelError }
  /** It may have been applied: read back before a delta is sent again. */
  | { outcome: 'unknown'; error: ChannelError }
  /** Not sent: the calls before it met a limit or lost the token. */
  | { outcome: 'not_sent'; error: ChannelError }

export interface ShownStock {
  listing: ListingKey
  /** Null where the platform does not know the listing. */
  shown: number | null
}

export interface StockPublishing {
  /** In order of preference. */
  readonly modes: readonly StockMode[]
  /** The modes in which the platform recognises a repeated key. */
  readonly repeatsKnown: readonly StockMode[]
  /** Changes that one `publish` may carry. */
  readonly changesMax: number
  /** One result to each change, by position. A ChannelError is thrown only where nothing was sent. */
  publish(changes: readonly StockChange[], mode: StockMode, signal: AbortSignal): Promise<StockResult[]>
  /** One answer to each listing, by position. */
  read(listings: readonly ListingKey[], signal: AbortSignal): Promise<ShownStock[]>
}

/** What one `publish` carries where each change is a call: more would hold the pace of a shop for seconds. */
export const CALLED_CHANGES_MAX = 40

/**
 * For platforms that take one listing a call: sends one after the other and sorts what went wrong. A limit or a
 * lost token ends the round; a cut answer leaves that one change unknown and goes on.
 */
export async function publishOneByOne(
  changes: readonly StockChange[],
  send: (change: StockChange) => Promise<StockResult>,
): Promise<StockResult[]> {
  const results: StockResult[] = []
  let stopped: ChannelError | null = null
  for (const change of changes) {
    if (stopped !== null) {
      results.push({ outcome: 'not_sent', error: stopped })
      continue
    }
    try {
      results.push(await send(change))
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error
      const endsRound = error.kind === 'throttled' || error.kind === 'reauthorise'
      if (endsRound && results.length === 0) throw error
      if (endsRound) stopped = error
      results.push(resultOfFailure(error))
    }
  }
  return results
}

/** What a failed call means for each change it carried: for platforms that take many listings a call. */
export function resultOfFailure(error: ChannelError): StockResult {
  if (error.kind === 'retry') return { outcome: 'unknown', error }
  if (error.kind === 'throttled' || error.kind === 'reauthorise') return { outcome: 'not_sent', error }
  return { outcome: 'refused', error }
}

export function refuseStock(code: string, message: string): StockResult {
  return { outcome: 'refused', error: new ChannelError('refused', code, { message }) }
}

/** For platforms that keep stock by SKU: a listing without one is refused. */
export function requireSku({ platformSkuId }: ListingKey, platform: string): string {
  if (platformSkuId !== null) return platformSkuId
  throw new ChannelError('refused', 'sku_missing', { message: `${platform} keeps stock by SKU` })
}

/** One question to each SKU; a listing without one is not known to such a platform. */
export async function readSkuBySku(
  listings: readonly ListingKey[],
  readUnits: (skuId: string, listing: ListingKey) => Promise<number | null>,
): Promise<ShownStock[]> {
  const shown: ShownStock[] = []
  for (const listing of listings) {
    const { platformSkuId } = listing
    shown.push({ listing, shown: platformSkuId === null ? null : await readUnits(platformSkuId, listing) })
  }
  return shown
}
