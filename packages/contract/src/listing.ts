// Listings of shops and the SKUs they map to.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'

/** Larger bundles than any seller's; a longer list is a mistake. */
const COMPONENTS_MAX = 20
const PER_UNIT_MAX = 1_000

export const ListingComponent = Type.Object({
  skuCode: Type.String({ minLength: 1, maxLength: 128 }),
  perUnit: Type.Integer({ minimum: 1, maximum: PER_UNIT_MAX }),
})
export type ListingComponent = Static<typeof ListingComponent>

export const ListingView = Type.Object({
  id: Type.Integer(),
  channel: Type.String(),
  shop: Type.String(),
  platformItemId: Type.String(),
  platformSkuId: Type.String(),
  skuCode: Nullable(Type.String()),
  title: Type.String(),
  onSale: Type.Boolean(),
  /** Null while it maps to nothing: a task for a person. */
  mappedBy: Nullable(Type.String()),
  components: Type.Array(ListingComponent),
  /** Orders that wait for this mapping. */
  waitingOrders: Type.Integer(),
  /** The platform's count by our books; null where nothing is published. */
  believed: Nullable(Type.Integer()),
  lastError: Nullable(Type.String()),
})
export type ListingView = Static<typeof ListingView>

export const ListingPage = Type.Object({
  listings: Type.Array(ListingView),
  /** Pass as `after` to get the next page; null at the end. */
  next: Nullable(Type.String()),
})
export type ListingPage = Static<typeof ListingPage>

export const ListingQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  shop: Type.Optional(Type.String({ maxLength: 41 })),
  unmapped: Type.Optional(Type.Boolean()),
  /** Listings that take from this SKU. */
  sku: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** Part of a title, or the beginning of a code or id. */
  search: Type.Optional(Type.String({ maxLength: 80 })),
})
export type ListingQuery = Static<typeof ListingQuery>

export const MapListing = Type.Object({ components: Type.Array(ListingComponent, { maxItems: COMPONENTS_MAX }) })
export type MapListing = Static<typeof MapListing>
export const MappedListing = Type.Object({ outcome: Type.Enum(['mapped', 'already_mapped']) })
export type MappedListing = Static<typeof MappedListing>
