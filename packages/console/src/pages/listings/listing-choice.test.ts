import { expect, test } from 'vitest'
import { askedOf, choiceOf, isFiltered, searchOf } from './listing-choice.ts'

const TASKS = choiceOf(new URLSearchParams())

test('the address holds what was chosen, and nothing that was not', () => {
  expect(searchOf(TASKS)).toBe('')
  expect(isFiltered(TASKS)).toBe(false)
  const chosen = { view: 'all', shop: 'jd/main', sku: 'A-1', search: '猫粮', after: '1700000000000-12' } as const
  expect(choiceOf(new URLSearchParams(searchOf(chosen)))).toEqual(chosen)
  expect(isFiltered(chosen)).toBe(true)
})

test('what somebody typed into the address is read as well as can be', () => {
  expect(choiceOf(new URLSearchParams('view=some&shop=jd&after=1;2'))).toEqual(TASKS)
})

test('the server is asked for tasks, or for everything of a shop', () => {
  expect(askedOf(TASKS)).toEqual({ toMap: true })
  expect(askedOf({ ...TASKS, view: 'all', shop: 'jd/main', search: ' a ', after: '1-2' })).toEqual({
    channel: 'jd',
    shop: 'main',
    search: 'a',
    after: '1-2',
  })
})
