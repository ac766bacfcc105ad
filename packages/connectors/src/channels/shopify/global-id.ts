// Shopify's ids are numbers within a global id ("gid://shopify/Order/58…"). We keep the number: it is what its pages,
// webhooks and exports show.

import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'

export type GidType = 'Order' | 'LineItem' | 'ProductVariant' | 'Product' | 'Refund' | 'Location'

export function toGid(type: GidType, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/** The number of a global id of the type; null where the text is none. */
export function idOfGid(type: GidType, text: unknown): string | null {
  const prefix = `gid://shopify/${type}/`
  if (typeof text !== 'string' || !text.startsWith(prefix)) return null
  const id = text.slice(prefix.length)
  return /^\d{1,20}$/.test(id) ? id : null
}

export function readGid(reader: ObjectReader, type: GidType, name = 'id'): string {
  return (
    idOfGid(type, reader.value(name)) ?? failField(reader.field(name), `a global id of ${type}`, reader.value(name))
  )
}
