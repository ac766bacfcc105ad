// The one place where a planted bug comes from the environment: `tools/planted-bugs.ts` sets it for a
// run of the tests it expects to fail. Product code never reads it.

import { plantBug, PLANTED_BUGS } from '../batch/planted-bugs.ts'
import type { PlantedBug } from '../batch/planted-bugs.ts'

const asked = process.env['TIDEGATE_TEST_PLANT'] ?? ''

export const testPlant: PlantedBug | null = PLANTED_BUGS.find((bug) => bug === asked) ?? null
if (asked !== '' && testPlant === null) throw new Error(`there is no planted bug "${asked}"`)
plantBug(testPlant)
