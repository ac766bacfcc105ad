import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planAllocation } from './plan-allocation.ts'
import type { AvailableUnits, Need } from './plan-allocation.ts'

const SKUS = [1, 2, 3]
const LOCATIONS = [1, 2, 3, 4]

const needs = fc.array(fc.record({ skuId: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 6 }) }), {
  minLength: 1,
  maxLength: 5,
})
const stock = fc.array(fc.nat({ max: 8 }), { minLength: 12, maxLength: 12 })
const candidates = fc.shuffledSubarray(LOCATIONS, { minLength: 0, maxLength: 4 })

interface Case {
  needs: Need[]
  candidates: number[]
  units: AvailableUnits
}

const anyCase = fc.tuple(needs, stock, candidates).map(([wanted, quantities, locations]): Case => {
  return {
    needs: wanted.map((need, index) => ({ ...need, lineNo: index + 1 })),
    candidates: locations,
    units: (skuId, locationId) => quantities[(skuId - 1) * 4 + locationId - 1] ?? 0,
  }
})

const total = (rows: readonly { quantity: number }[]) => rows.reduce((sum, row) => sum + row.quantity, 0)
const check = (predicate: (given: Case) => void) => fc.assert(fc.property(anyCase, predicate), { numRuns: 500 })
const planOf = (given: Case) => planAllocation(given.needs, given.candidates, given.units)

/** Units wanted of each SKU that all candidates together lack. */
function lacking({ needs: wanted, candidates: locations, units }: Case): number {
  return SKUS.reduce((missing, skuId) => {
    const asked = total(wanted.filter((need) => need.skuId === skuId))
    const there = locations.reduce((sum, locationId) => sum + units(skuId, locationId), 0)
    return missing + Math.max(0, asked - there)
  }, 0)
}

const covers = (given: Case, locationId: number) => lacking({ ...given, candidates: [locationId] }) === 0

test('a plan never takes more than is there', () => {
  check((given) => {
    const { picks } = planOf(given)
    for (const skuId of SKUS) {
      for (const locationId of LOCATIONS) {
        const taken = total(picks.filter((pick) => pick.skuId === skuId && pick.locationId === locationId))
        expect(taken).toBeLessThanOrEqual(given.units(skuId, locationId))
      }
    }
  })
})

test('a plan gives each need whole, or says what is missing, and misses nothing that is there', () => {
  check((given) => {
    const { picks, missing } = planOf(given)
    expect(total(picks) + missing).toBe(total(given.needs))
    for (const need of given.needs) {
      const parts = picks.filter((pick) => pick.lineNo === need.lineNo)
      expect(total(parts)).toBeLessThanOrEqual(need.quantity)
      expect(parts.every((pick) => pick.skuId === need.skuId && pick.quantity > 0)).toBe(true)
    }
    expect(missing).toBe(lacking(given))
  })
})

test('the first candidate that covers everything ships everything', () => {
  check((given) => {
    const winner = given.candidates.find((locationId) => covers(given, locationId))
    const plan = planOf(given)
    if (winner === undefined) return
    expect(new Set(plan.picks.map((pick) => pick.locationId))).toEqual(new Set([winner]))
    expect(plan.lost.map((each) => each.locationId)).toEqual(
      given.candidates.slice(0, given.candidates.indexOf(winner)),
    )
  })
})

test('what a passed-over candidate lacked is told truly', () => {
  check((given) => {
    for (const lost of planOf(given).lost) {
      expect(lost.available).toBe(given.units(lost.skuId, lost.locationId))
      expect(lost.needed).toBe(total(given.needs.filter((need) => need.skuId === lost.skuId)))
      expect(lost.available).toBeLessThan(lost.needed)
    }
  })
})

test('only candidates ship, and the same question has the same plan', () => {
  check((given) => {
    const plan = planOf(given)
    expect(plan.picks.every((pick) => given.candidates.includes(pick.locationId))).toBe(true)
    expect(planOf(given)).toEqual(plan)
  })
})
