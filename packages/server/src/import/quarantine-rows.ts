// What quarantine says of rows that could not be read: a stable code, the field by its place in the kept content, and
// a reason a person can act on.

import type { BadRow } from '@tidegate/connectors'

export interface BadRowWords {
  code: string
  field: string | null
  reason: string
}

/** `index` is the bad row's place among its order's rows. */
export function badRowProblem({ row, problem }: BadRow, index: number): BadRowWords {
  const { code, field, expected, found } = problem
  const isRowFault = code === 'wrong_width' || code === 'quotes_unclosed'
  const fault = found === '' ? `expected ${expected}` : `expected ${expected}, found ${found}`
  return {
    code: 'undecodable',
    field: placeOf(isRowFault ? 'fault' : field, { isRowFault, index }),
    reason: field === null ? `row ${row}: ${fault}` : `row ${row}, ${field}: ${fault}`,
  }
}

/** Of an order's first row the field's name is enough, so that equal faults of a file count as one reason. */
function placeOf(field: string | null, { isRowFault, index }: { isRowFault: boolean; index: number }): string | null {
  if (field === null || index <= 0) return field
  return isRowFault ? `rows[${index}].fault` : `rows[${index}].fields.${field}`
}
