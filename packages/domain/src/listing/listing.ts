// What a shop offers on its platform, and what one unit of it takes from stock. A listing that maps to
// several SKUs, or to several units of one, is a bundle: one line, several demands.

import type { Instant } from '../kernel/instant.ts'
import { shopKeyText } from '../order/order-key.ts'
import type { ShopKey } from '../order/order-key.ts'
import type { Tracked } from '../order/order.ts'

export interface ListingComponent {
  skuId: number
  /** Units of the SKU in one unit of the listing. */
  perUnit: number
}

export interface Listing {
  id: number
  components: readonly ListingComponent[]
}

/**
 * What we know of the count a shop's platform keeps for a listing. The platform takes it down at the sale, before
 * we hear of it; `sold` follows as the orders arrive (docs/adr/0012).
 */
export interface Publication extends Tracked {
  listingId: number
  /** Sales placed after this are counted; earlier ones the count had already lost when it was read. */
  countedFrom: Instant
  /** When the platform was asked for its count, for a comparison still to be made; null where none is. */
  readFrom: Instant | null
  /** When it answered; null before. */
  readAt: Instant | null
  /** Units that orders took since `countedFrom`, less those their closing gave back. To be added to the row. */
  sold: number
  /** Of those, units that moved before `readFrom`: the reading had them already. To be added to the row. */
  soldBeforeRead: number
  /** Of those, units that moved while it was read, or near to that: the reading may or may not have had them. */
  soldAroundRead: number
}

/** Names a listing among all shops; a platform's SKU id, or the item's where it has no variants. */
export function listingKeyText(shop: ShopKey, platformSkuId: string): string {
  return `${shopKeyText(shop)}/${platformSkuId}`
}

/** How many units of a listing stock can cover: as many as its scarcest component allows. */
export function coveredUnits(components: readonly ListingComponent[], available: (skuId: number) => number): number {
  if (components.length === 0) return 0
  return Math.min(...components.map(({ skuId, perUnit }) => Math.floor(available(skuId) / perUnit)))
}
