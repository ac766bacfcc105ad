import { expect, test } from 'vitest'
import { askedOf, isFiltered, searchOf, waitingFor } from './filter-query.ts'

const ALL = askedOf(new URLSearchParams())

test('the address holds what was chosen, and nothing that was not', () => {
  expect(searchOf(ALL)).toBe('')
  expect(isFiltered(ALL)).toBe(false)
  const chosen = { ...ALL, code: 'undecodable', field: 'orders.order[0].num', olderThanSeconds: 3_600 }
  expect(askedOf(new URLSearchParams(searchOf(chosen)))).toEqual(chosen)
  expect(isFiltered(chosen)).toBe(true)
})

test('what somebody typed into the address is read as well as can be', () => {
  expect(askedOf(new URLSearchParams('state=lost&age=soon&before='))).toEqual({ ...ALL, before: '' })
})

test('how many wait is known by reason only', () => {
  const oldestAt = '2026-06-18T00:00:00.000Z'
  const reasons = [
    { code: 'undecodable', field: 'payment', count: 3, oldestAt },
    { code: 'undecodable', field: 'num', count: 2, oldestAt },
    { code: 'poison', field: null, count: 1, oldestAt },
  ]
  expect(waitingFor(ALL, reasons)).toBe(6)
  expect(waitingFor({ ...ALL, code: 'undecodable' }, reasons)).toBe(5)
  expect(waitingFor({ ...ALL, code: 'undecodable', field: 'num' }, reasons)).toBe(2)
  expect(waitingFor({ ...ALL, source: 'import' }, reasons)).toBeNull()
  expect(waitingFor(ALL, undefined)).toBeNull()
})
