// Facts about one SKU at one location. `reference` names the paper behind it: the same one is recorded once.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { bulkOf, resultsOf } from './bulk.ts'
import { Code, Id, Quantity, QUANTITY_MAX, Text, TEXT_CHARACTERS_MAX } from './fields.ts'

const strict = { additionalProperties: false }

const where = {
  sku: Code,
  location: Code,
  reference: Type.String({ ...Id, description: 'Names the paper; the same one is recorded once' }),
}

/** Goods came in. */
export const NewReceipt = Type.Object({ ...where, quantity: Quantity }, strict)
export type NewReceipt = Static<typeof NewReceipt>

/** On hand differs by `quantity` from what we believed. */
export const NewAdjustment = Type.Object(
  {
    ...where,
    quantity: Type.Integer({
      minimum: -QUANTITY_MAX,
      maximum: QUANTITY_MAX,
      not: { const: 0 },
      description: 'The difference, below 0 where units are missing; never 0',
    }),
    reason: Text(TEXT_CHARACTERS_MAX),
  },
  strict,
)
export type NewAdjustment = Static<typeof NewAdjustment>

export const NewReceipts = Type.Object({ receipts: bulkOf(NewReceipt) }, strict)
export const NewAdjustments = Type.Object({ adjustments: bulkOf(NewAdjustment) }, strict)

export const StockFactRecorded = Type.Object({
  outcome: Type.Enum(['recorded', 'already_recorded']),
  onHand: Type.Optional(Type.Integer({ description: 'At the location, after it; only where it was recorded now' })),
  short: Type.Optional(Type.Integer({ description: 'Units promised there beyond what is left' })),
})
export type StockFactRecorded = Static<typeof StockFactRecorded>

export const StockFactsRecorded = resultsOf(StockFactRecorded)
