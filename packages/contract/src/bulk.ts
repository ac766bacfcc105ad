// Many in one request: each has its own outcome, in the order sent, and one that is refused stops no other.

import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { Problem } from './problems.ts'

/** One batch of the gate takes 600; more in a request would only wait inside the server instead of outside. */
export const BULK_ITEMS_MAX = 500

export const bulkOf = <Item extends TSchema>(item: Item) => Type.Array(item, { minItems: 1, maxItems: BULK_ITEMS_MAX })

/** In the place of an answer. Its `field` points into the request: `/orders/3/lines/0/quantity`. */
export const Refused = Type.Object({ problem: Problem })
export type Refused = Static<typeof Refused>

export const resultsOf = <Answer extends TSchema>(answer: Answer) =>
  Type.Object({ results: Type.Array(Type.Union([answer, Refused])) })
