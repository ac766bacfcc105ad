// What the shop offers on the platform: the rows a seller maps to SKUs and publishes stock to.

/** Where a platform keeps one count of stock. */
export interface ListingKey {
  platformItemId: string
  /** Null where the item has no variants and carries its count itself. */
  platformSkuId: string | null
}

/** One text to a listing, for maps and sets. */
export function listingText({ platformItemId, platformSkuId }: ListingKey): string {
  return `${platformItemId}/${platformSkuId}`
}

export interface Listing extends ListingKey {
  /** The seller's own code as the listing carries it; null where it has none. */
  skuCode: string | null
  title: string
  /** What the platform shows as left; null where its listing does not tell. */
  shown: number | null
  onSale: boolean
}

export interface ListingSource {
  /** Every listing of the shop, page by page; one may come twice. */
  list(signal: AbortSignal): AsyncGenerator<Listing[]>
}
