// Listings of shops and the SKUs they map to.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

/** Larger bundles than any seller's; a longer list is a mistake. */
const COMPONENTS_MAX = 20
const PER_UNIT_MAX = 1_000

export const ListingComponent = Type.Object({
  skuCode: Type.String({ minLength: 1, maxLength: 128 }),
  perUnit: Type.Integer({ minimum: 1, maximum: PER_UNIT_MAX }),
})
export type ListingComponent = Static<typeof ListingComponent>

export const MappedComponent = Type.Object({ ...ListingComponent.properties, name: Type.String() })

/** Orders that cannot go on before the listing is mapped. */
const Waiting = Type.Object({ orders: Type.Integer(), lines: Type.Integer(), since: Timestamp })

export const ListingView = Type.Object({
  id: Type.Integer(),
  channel: Type.String(),
  shop: Type.String(),
  platformItemId: Type.String(),
  platformSkuId: Type.String(),
  skuCode: Nullable(Type.String()),
  /** Its code is a SKU's: unmapped, it maps by that again when listings are next taken over. */
  codeIsSku: Type.Boolean(),
  title: Type.String(),
  onSale: Type.Boolean(),
  /** Null while it maps to nothing: a task for a person. */
  mappedBy: Nullable(Type.String()),
  mappedAt: Nullable(Timestamp),
  /** What one unit takes; several, or several units, are a bundle. */
  components: Type.Array(MappedComponent),
  /** Null where no order waits for it. */
  waiting: Nullable(Waiting),
  /** SKUs whose code differs from the listing's by case, width and punctuation at most. Only a person takes one. */
  suggestions: Type.Array(Type.Object({ skuCode: Type.String(), name: Type.String() })),
  /** The platform's count by our books; null where nothing is published. */
  believed: Nullable(Type.Integer()),
  lastError: Nullable(Type.String()),
})
export type ListingView = Static<typeof ListingView>

export const ListingPage = Type.Object({
  listings: Type.Array(ListingView),
  /** Pass as `after` to get the next page; null at the end. */
  next: Nullable(Type.String()),
  /** On all pages, by every filter but `toMap` and `unmapped`. */
  total: Type.Integer(),
  toMap: Type.Integer(),
  /** Orders that wait for a code which no listing of their shop has. */
  waitingUnlisted: Type.Integer(),
})
export type ListingPage = Static<typeof ListingPage>

export const ListingQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  after: Type.Optional(Type.String({ pattern: '^\\d{1,16}-\\d{1,10}$' })),
  channel: Type.Optional(Type.String({ maxLength: 40 })),
  shop: Type.Optional(Type.String({ maxLength: 41 })),
  unmapped: Type.Optional(Type.Boolean()),
  /** Tasks only: unmapped, and on sale or waited for. */
  toMap: Type.Optional(Type.Boolean()),
  /** Listings that take from this SKU. */
  sku: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** Part of a title or of a code, or a whole id. */
  search: Type.Optional(Type.String({ maxLength: 80 })),
})
export type ListingQuery = Static<typeof ListingQuery>

export const MapListing = Type.Object({ components: Type.Array(ListingComponent, { maxItems: COMPONENTS_MAX }) })
export type MapListing = Static<typeof MapListing>
export const MappedListing = Type.Object({
  outcome: Type.Enum(['mapped', 'already_mapped']),
  /** Orders that waited for the mapping; they are tried again within a second. */
  waitingOrders: Type.Integer(),
  /** Those of them that go on waiting, for another line. */
  stillWaitingOrders: Type.Integer(),
})
export type MappedListing = Static<typeof MappedListing>
