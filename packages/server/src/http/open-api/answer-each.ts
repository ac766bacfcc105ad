// Many in one request: every item is checked, sent and answered by itself, in the order they came. All are handed to
// the gate at once, which makes batches of them; a refusal takes the place of its item's answer and stops no other.

import type { Problem, Refused } from '@tidegate/contract'
import type { FastifySchemaValidationError } from 'fastify'
import { Refusal, problem } from '../problems.ts'
import { describeFault } from '../validation-fault.ts'

export interface Bulk<Item, Answer> {
  /** The body's field that holds the items, as a JSON pointer. */
  field: string
  items: readonly unknown[]
  check(item: unknown): FastifySchemaValidationError | null
  send(item: Item): Promise<Answer>
  /** What went wrong with one item that is no refusal of ours. */
  problemOf(error: unknown): Problem
}

export async function answerEach<Item, Answer>(bulk: Bulk<Item, Answer>): Promise<(Answer | Refused)[]> {
  const results = await Promise.all(
    bulk.items.map(async (item, index): Promise<Answer | Refused> => {
      const at = `${bulk.field}/${index}`
      const fault = bulk.check(item)
      if (fault !== null) return { problem: pointingInto(at, problem('bad_request', describeFault(fault))) }
      try {
        return await bulk.send(item as Item)
      } catch (error) {
        const found = error instanceof Refusal ? problem(error.code, error.details) : bulk.problemOf(error)
        return { problem: pointingInto(at, found) }
      }
    }),
  )
  refuseWhereNothingWasTaken(results)
  return results
}

function pointingInto(at: string, found: Problem): Problem {
  return found.field === undefined ? found : { ...found, field: `${at}${found.field}` }
}

/** Where the gate took not one of them, the caller is told as for a single one: come back. */
function refuseWhereNothingWasTaken(results: readonly unknown[]): void {
  const isOverload = (result: unknown): boolean => (result as Partial<Refused>).problem?.code === 'overloaded'
  if (results.every(isOverload)) throw new Refusal('overloaded')
}
