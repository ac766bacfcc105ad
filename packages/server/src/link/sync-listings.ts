// Takes over what a shop lists, page by page; listings whose code is a SKU of ours map by themselves.

import type { ShopLink } from './link.ts'

/** Returns how many listings are new. */
export async function syncListings({ adapter, gate, shop }: ShopLink, signal: AbortSignal): Promise<number> {
  if (adapter.listings === null) return 0
  let added = 0
  for await (const page of adapter.listings.list(signal)) {
    signal.throwIfAborted()
    added += await gate.links.listings.record(shop, page)
  }
  return added
}
