import { expect, test } from 'vitest'
import { DURATION_EDGES_SECONDS, Tally } from './tally.ts'

test('a batch counts its commands by kind and outcome, and its duration below the first edge that holds it', () => {
  const tally = new Tally()
  const recorded = { kind: 'record_order', outcome: 'recorded', durationMs: 30 }
  tally.batch(20, [recorded, recorded, { kind: 'cancel_order', outcome: 'not_found', durationMs: 60_000 }])
  expect(tally.batches).toBe(1)
  expect([...tally.commands]).toEqual([
    ['record_order recorded', 2],
    ['cancel_order not_found', 1],
  ])
  expect(tally.batchDurations.counts[DURATION_EDGES_SECONDS.indexOf(0.025)]).toBe(1)
  // What took longer than every edge stands in the count alone.
  expect([tally.answerDurations.counts.reduce((sum, each) => sum + each, 0), tally.answerDurations.count]).toEqual([
    2, 3,
  ])
})

test('shares are of the latest answers; before the first there is none', () => {
  const tally = new Tally()
  expect(tally.answeredWithinMs(0.5)).toBeNull()
  const took = (durationMs: number) => tally.batch(1, [{ kind: 'k', outcome: 'o', durationMs }])
  for (let each = 0; each < 3_000; each += 1) took(1_000)
  for (let each = 0; each < 2_048; each += 1) took(each < 100 ? 500 : 10)
  expect([tally.answeredWithinMs(0.5), tally.answeredWithinMs(0.99)]).toEqual([10, 500])
})
