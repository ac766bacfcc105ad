import { expect, test } from 'vitest'
import { PLATFORM_STATES } from './order-snapshot.ts'
import { ORDER_STAGES, orderStage } from './order-stage.ts'
import type { OrderStage, StageAxes } from './order-stage.ts'
import { PAYMENT_STATES } from './order.ts'

const HOLDS = [[], ['out_of_stock'], ['risk'], ['risk', 'out_of_stock']]
const UNITS = [0, 1]

function everyCombination(): StageAxes[] {
  const combinations: StageAxes[] = []
  for (const payment of PAYMENT_STATES)
    for (const platformState of PLATFORM_STATES)
      for (const cancelRequested of [false, true])
        for (const holdKinds of HOLDS)
          for (const open of UNITS)
            for (const reserved of UNITS)
              for (const allocated of UNITS)
                for (const shipped of UNITS) {
                  combinations.push({
                    history: false,
                    payment,
                    platformState,
                    cancelRequested,
                    holdKinds,
                    quantities: { open, reserved, allocated, shipped },
                  })
                }
  return combinations
}

/** The rules as a person would read them out, first match first. */
function expectedStage({ payment, platformState, cancelRequested, holdKinds, quantities }: StageAxes): OrderStage {
  const { open, reserved, allocated, shipped } = quantities
  const rules: [boolean, OrderStage][] = [
    [platformState === 'completed', 'completed'],
    [shipped > 0 && open + reserved + allocated > 0, 'partly_shipped'],
    [shipped > 0, 'shipped'],
    [cancelRequested || platformState === 'closed' || payment === 'refunded', 'closed'],
    [payment === 'unpaid' || payment === 'deposit_paid', 'unpaid'],
    [holdKinds.includes('risk'), 'held'],
    [holdKinds.includes('out_of_stock'), 'waiting_stock'],
    [allocated > 0 && open + reserved === 0, 'to_ship'],
    [open + reserved + allocated === 0, 'closed'],
  ]
  return rules.find(([holds]) => holds)?.[1] ?? 'to_allocate'
}

test('every combination of axes has its one word', () => {
  const combinations = everyCombination()
  expect(combinations).toHaveLength(5 * 3 * 2 * 4 * 16)
  for (const axes of combinations) expect([axes, orderStage(axes)]).toEqual([axes, expectedStage(axes)])
})

test('every word is the word for something', () => {
  const seen = new Set(everyCombination().flatMap((axes) => [orderStage(axes), orderStage({ ...axes, history: true })]))
  expect([...seen].toSorted()).toEqual([...ORDER_STAGES].toSorted())
})

test('history is history, whatever its axes say', () => {
  for (const axes of everyCombination()) expect(orderStage({ ...axes, history: true })).toBe('history')
})
