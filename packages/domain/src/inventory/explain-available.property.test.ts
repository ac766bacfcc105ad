import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainAvailable } from './explain-available.ts'
import { availableToSell, shortOf } from './stock.ts'

const units = fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 10_000_000 }))
const pools = fc.record({
  onHand: units,
  unavailable: units,
  safety: units,
  allocated: units,
  reserved: units,
})

test('every unit on hand stands in one place, and no claim is lost', () => {
  fc.assert(
    fc.property(pools, (pool) => {
      const told = explainAvailable(pool)
      const { unavailable, allocated, reserved, safety, available, short, safetyLacking } = told
      expect(unavailable + allocated + reserved + safety + available).toBe(pool.onHand)
      expect(unavailable + allocated + reserved + short).toBe(pool.unavailable + pool.allocated + pool.reserved)
      expect(safety + safetyLacking).toBe(pool.safety)
      expect(Math.min(...Object.values(told))).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('it says what may be promised and what is short as the decisions count them', () => {
  fc.assert(
    fc.property(pools, (pool) => {
      const told = explainAvailable(pool)
      expect(told.available).toBe(availableToSell(pool))
      expect(told.short).toBe(shortOf(pool))
    }),
  )
})

test('a claim that finds no unit leaves nothing to sell', () => {
  fc.assert(
    fc.property(pools, (pool) => {
      const { short, safetyLacking, available } = explainAvailable(pool)
      if (short + safetyLacking > 0) expect(available).toBe(0)
    }),
  )
})

test('the margin gives way before a promise does', () => {
  expect(explainAvailable({ onHand: 10, unavailable: 2, safety: 5, allocated: 3, reserved: 4 })).toEqual({
    onHand: 10,
    unavailable: 2,
    allocated: 3,
    reserved: 4,
    safety: 1,
    available: 0,
    short: 0,
    safetyLacking: 4,
  })
})

test('a level has nothing reserved on it', () => {
  expect(explainAvailable({ onHand: 3, unavailable: 0, safety: 0, allocated: 5 })).toMatchObject({
    allocated: 3,
    reserved: 0,
    available: 0,
    short: 2,
  })
})
