// One choice of a product. Its count is kept by its inventory item, at each location apart; the shop has one location.

import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { gid, inventoryItemIdOf, LOCATION_ID } from './ids.ts'

type VariantSource = Pick<MarketListing, 'listingId' | 'skuId' | 'skuCode' | 'title' | 'properties'> & {
  onSale?: boolean
}

export function toVariant(source: VariantSource, shown: number): Record<string, unknown> & { id: string } {
  const { listingId, skuId, skuCode, title, properties, onSale = true } = source
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', skuId),
    sku: skuCode,
    title: properties,
    displayName: `${title} - ${properties}`,
    inventoryQuantity: shown,
    product: { __typename: 'Product', id: gid('Product', listingId), title, status: onSale ? 'ACTIVE' : 'DRAFT' },
    inventoryItem: toInventoryItem(source, shown),
  }
}

export function toInventoryItem({ skuId, skuCode }: VariantSource, shown: number): Record<string, unknown> {
  const id = inventoryItemIdOf(skuId)
  return {
    __typename: 'InventoryItem',
    id: gid('InventoryItem', id),
    sku: skuCode,
    tracked: true,
    inventoryLevel: ({ locationId }: { locationId: string }) =>
      locationId === gid('Location', LOCATION_ID)
        ? {
            __typename: 'InventoryLevel',
            id: gid('InventoryLevel', `${id}?inventory_item_id=${id}`),
            quantities: ({ names }: { names: string[] }) => names.map((name) => ({ name, quantity: shown })),
          }
        : null,
  }
}
