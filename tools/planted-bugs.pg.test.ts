import { expect, inject, test } from 'vitest'
import { PLANTED_BUGS } from '../packages/engine/src/index.ts'
import { GUARDS, runGuard } from './planted-bugs.ts'

const GUARD_MS_MAX = 90_000

// The guards run without a bug in their own right, in this same run of the tests.
test.each(PLANTED_BUGS)('%s is caught', { timeout: GUARD_MS_MAX }, async (bug) => {
  const { status, why } = await runGuard(bug, true, inject('adminUrl'))
  console.log(`planted bug ${bug}: ${status} in "${GUARDS[bug].test}" (${why.slice(0, 120)})`)
  expect({ status, why }).toMatchObject({ status: 'caught' })
})
