import { STOCK_ORDERS } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { LOW_STOCK_BELOW, STOCK_SORTS, askedOf, choiceOf, filtersOf, isFiltered, searchOf } from './stock-query.ts'

const ALL = choiceOf(new URLSearchParams())

test('the address holds what was chosen, and nothing that was not', () => {
  expect(searchOf(ALL)).toBe('')
  expect(isFiltered(ALL)).toBe(false)
  const chosen = { ...ALL, search: '猫粮 2kg', location: 'HD', view: 'low', sort: '-waiting' } as const
  expect(choiceOf(new URLSearchParams(searchOf(chosen)))).toEqual(chosen)
  expect(isFiltered(chosen)).toBe(true)
})

test('what somebody typed into the address is read as well as can be', () => {
  expect(choiceOf(new URLSearchParams('view=lost&sort=price&location='))).toEqual(ALL)
})

test('the server is asked for no more than was chosen', () => {
  expect(askedOf(ALL)).toEqual({ order: 'code', descending: false })
  expect(askedOf({ ...ALL, search: ' A ', view: 'low', sort: '-on_hand', after: 'x' })).toEqual({
    search: 'A',
    availableBelow: LOW_STOCK_BELOW,
    order: 'on_hand',
    descending: true,
    after: 'x',
  })
  expect(filtersOf({ ...ALL, location: 'HD', sort: '-short' })).toEqual({ location: 'HD' })
})

test('every order that is offered is one the server knows', () => {
  for (const sort of STOCK_SORTS) expect(STOCK_ORDERS).toContain(askedOf({ ...ALL, sort }).order)
})
