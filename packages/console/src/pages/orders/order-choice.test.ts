import { expect, test } from 'vitest'
import { askedOf, choiceOf, isFiltered, joined, searchOf, viewOf } from './order-choice.ts'

const ALL = choiceOf(new URLSearchParams())
const NOW = Date.parse('2026-11-11T10:20:30.400Z')

test('the address holds what was chosen, and nothing that was not', () => {
  expect(searchOf(ALL)).toBe('')
  expect(isFiltered(ALL)).toBe(false)
  const chosen = {
    ...ALL,
    search: 'P 1',
    stages: ['held', 'to_ship'],
    shop: 'taobao/main',
    hold: 'manual',
    location: 'HD',
    sku: 'A',
    province: '广东省',
    placed: 'today',
    amount: '100..',
    limit: 100,
    before: '7',
  } as const
  expect(choiceOf(new URLSearchParams(searchOf(chosen)))).toEqual(chosen)
  expect(isFiltered(chosen)).toBe(true)
})

test('a view is the choice from its first page, whatever its size', () => {
  expect(viewOf({ ...ALL, stages: ['held'], limit: 200, before: '7' })).toBe('stage=held')
  expect(isFiltered({ ...ALL, limit: 200, before: '7' })).toBe(false)
})

test('what somebody typed into the address is read as well as can be', () => {
  const typed = 'stage=lost,held&shop=main&hold=every&placed=soon&amount=a..b&limit=7'
  expect(choiceOf(new URLSearchParams(typed))).toEqual({ ...ALL, stages: ['held'] })
})

test('the server is asked for no more than was chosen', () => {
  expect(askedOf(ALL, NOW)).toEqual({ limit: 50 })
  expect(askedOf({ ...ALL, shop: 'taobao/main', amount: '0.29..12', search: ' x ' }, NOW)).toEqual({
    limit: 50,
    channel: 'taobao',
    shop: 'main',
    payableFromFen: 29,
    payableToFen: 1_200,
    search: 'x',
  })
})

test('spans move with the clock by whole minutes, and days are whole days of the viewer', () => {
  expect(askedOf({ ...ALL, placed: 'hour' }, NOW)).toMatchObject({ placedFrom: '2026-11-11T09:20:00.000Z' })
  const { placedFrom = '', placedTo = '' } = askedOf({ ...ALL, placed: '2026-11-01..2026-11-02' }, NOW)
  expect(new Date(placedFrom).getHours()).toBe(0)
  expect(Date.parse(placedTo) - Date.parse(placedFrom)).toBe(2 * 86_400_000)
  const yesterday = askedOf({ ...ALL, placed: 'yesterday' }, NOW)
  expect(yesterday.placedTo).toBe(askedOf({ ...ALL, placed: 'today' }, NOW).placedFrom)
  expect(askedOf({ ...ALL, placed: '2026-11-01..' }, NOW)).not.toHaveProperty('placedTo')
})

test('two open ends are no span', () => {
  expect(joined('', '')).toBe('')
  expect(joined('', '5')).toBe('..5')
})
