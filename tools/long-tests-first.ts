// The order of test files. Vitest begins with the largest files, and on a fresh checkout knows nothing else of them: a
// short file that takes a minute came last, and one worker waited for it alone.

import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Half a minute and more each, longest first. */
export const LONG_TESTS = [
  'packages/engine/src/kill.pg.test.ts',
  'tools/planted-bugs.pg.test.ts',
  'packages/engine/src/simulation.property.pg.test.ts',
  'packages/engine/src/database/embedded.pg.test.ts',
  'packages/engine/src/crash.pg.test.ts',
]

export class LongTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONG_TESTS.findIndex((path) => moduleId.endsWith(path))
      return place === -1 ? LONG_TESTS.length : place
    }
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
