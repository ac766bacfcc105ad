// The engine beside a naive model, on real PostgreSQL. `TIDEGATE_TEST_SIMULATION_SECONDS` makes it longer;
// `TIDEGATE_TEST_SEED` tells one failing story again.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../tools/test-engine.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import { runStory } from './testing/simulation.ts'
import './testing/test-plant.ts'

const SECONDS = Number(process.env['TIDEGATE_TEST_SIMULATION_SECONDS'] ?? 45)
const SEED = process.env['TIDEGATE_TEST_SEED']
/** Stories that once failed are told first, every time. */
const REGRESSIONS: readonly number[] = []
/** Fewer means that something is so slow that the run proves nothing. */
const STORIES_MIN = 5
const STORIES_AT_ONCE = 2

function* seeds(): Generator<number> {
  if (SEED !== undefined) {
    yield Number(SEED)
    return
  }
  yield* REGRESSIONS
  const endsAt = performance.now() + SECONDS * 1_000
  for (let seed = Date.now() % 1_000_000; performance.now() < endsAt; seed += 1) yield seed
}

test('the engine answers and counts as the naive model does', { timeout: SECONDS * 1_000 + 60_000 }, async () => {
  await using world = await openTestEngine()
  const outcomes = new Map<string, number>()
  const queue = seeds()
  let stories = 0
  const failures: string[] = []
  const tell = async () => {
    for (const seed of queue) {
      const report = await runStory(world, seed)
      stories += 1
      for (const [name, count] of report.outcomes) outcomes.set(name, (outcomes.get(name) ?? 0) + count)
      if (report.failure === null) continue
      failures.push(report.failure)
      return
    }
  }
  await Promise.all(Array.from({ length: STORIES_AT_ONCE }, tell))
  const commands = [...outcomes.values()].reduce((sum, count) => sum + count, 0)
  console.log(`simulation: ${stories} stories, ${commands} commands, ${outcomes.size} kinds of outcome`)
  if (SECONDS > 60)
    console.log(
      [...outcomes]
        .map(([name, count]) => `  ${name} ${count}`)
        .toSorted()
        .join('\n'),
    )
  if (failures.length > 0) throw new Error(failures.join('\n\n'))
  const report = await verify(world.gate.database)
  expect(isSound(report), formatReport(report)).toBe(true)
  if (SEED === undefined) expect(stories).toBeGreaterThanOrEqual(STORIES_MIN)
})
