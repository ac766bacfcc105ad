// Tests can pass for nothing. Each planted bug is switched on in turn and the test that guards against it
// must fail; with none it must pass (docs/guides/planted-bugs.md).
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './steps.ts'
import type { PlantedBug } from '../packages/engine/src/index.ts'

/** `sign` is what the failure must say, so that a guard that fails for another reason catches nothing. */
type Guard = { file: string; test: string; sign: RegExp }

const BUYERS = 'buyers for 100 units through 2 processes'

/** The test that must catch each bug. */
export const GUARDS: Record<PlantedBug, Guard> = {
  no_row_lock: { file: 'packages/engine/src/two-processes.pg.test.ts', test: BUYERS, sign: /BROKEN|promised/ },
  unsorted_locks: {
    file: 'packages/engine/src/two-processes.pg.test.ts',
    test: 'never deadlock',
    sign: /^AssertionError: deadlocks/,
  },
  no_deduplication: {
    file: 'packages/engine/src/metamorphic.pg.test.ts',
    test: 'every message twice',
    sign: /to be '[0-9a-f]+/,
  },
  expiry_by_local_clock: {
    file: 'packages/engine/src/simulation.property.pg.test.ts',
    test: 'naive model',
    sign: /model/,
  },
  cursor_before_orders: {
    file: 'packages/server/src/intake/cursor-after-orders.pg.test.ts',
    test: 'a cursor stays',
    sign: /to be less than or equal/,
  },
}

/** Small and the same every time: a guard must not need luck. */
const GUARD_SETTINGS = { TIDEGATE_TEST_SEED: '7', TIDEGATE_TEST_BUYERS: '400' }

export type Verdict = { status: 'passed' | 'caught' | 'failed otherwise' | 'not run'; why: string }

/** Runs the guard of a bug, with the bug or without; `adminUrl` saves it starting a PostgreSQL of its own. */
export async function runGuard(bug: PlantedBug, isPlanted: boolean, adminUrl?: string): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-bug-'))
  const report = join(folder, 'report.json')
  const { file, test, sign } = GUARDS[bug]
  const env = { ...process.env, ...GUARD_SETTINGS, TIDEGATE_TEST_PLANT: isPlanted ? bug : '' }
  if (adminUrl !== undefined) Object.assign(env, { DATABASE_URL_TEST: adminUrl })
  const args = ['run', '--project', 'pg', file, '-t', test, '--reporter=json', `--outputFile=${report}`]
  try {
    await runVitest(args, env)
    return verdictOf(await readFile(report, 'utf8'), sign)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runVitest(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const program = join(ROOT, 'node_modules', '.bin', 'vitest')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, env, stdio: 'ignore' })
    child.on('error', reject)
    child.on('close', () => resolve())
  })
}

type Report = { testResults: { assertionResults: { status: string; failureMessages?: string[] }[] }[] }

/** A file that does not load runs no test, and catches nothing. */
function verdictOf(text: string, sign: RegExp): Verdict {
  const results = (JSON.parse(text) as Report).testResults.flatMap((file) => file.assertionResults)
  const failed = results.find((result) => result.status === 'failed')
  if (failed !== undefined) {
    const message = failed.failureMessages?.[0] ?? ''
    return { status: sign.test(message) ? 'caught' : 'failed otherwise', why: message.split('\n')[0] ?? '' }
  }
  return { status: results.some((result) => result.status === 'passed') ? 'passed' : 'not run', why: '' }
}

/** Runs every guard both ways and prints which bug is caught by which test. */
async function main(): Promise<void> {
  for (const [bug, { file, test }] of Object.entries(GUARDS) as [PlantedBug, Guard][]) {
    const sound = await runGuard(bug, false)
    const planted = await runGuard(bug, true)
    const isCaught = sound.status === 'passed' && planted.status === 'caught'
    if (!isCaught) process.exitCode = 1
    console.log(`${isCaught ? 'caught    ' : 'NOT CAUGHT'} ${bug.padEnd(22)} by "${test}" in ${file}`)
    console.log(
      `           without: ${sound.status} ${sound.why}; with: ${planted.status} ${planted.why.slice(0, 160)}`,
    )
  }
}

if (import.meta.main) await main()
