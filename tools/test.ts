// `npm test`: every check and every test, and one closing line that counts them all. Arguments are
// handed to vitest, for instance a part of a file name.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { staticSteps } from './check.ts'
import { ROOT, runSteps, runTool } from './steps.ts'
import { type Count, countTests } from './test-count.ts'

const REPORT = join(ROOT, '.cache', `test-report-${process.pid}.json`)

async function main(): Promise<void> {
  const steps = staticSteps()
  const failedSteps = await runSteps(steps)
  const tests = await runTests(process.argv.slice(2))
  const passed = steps.length - failedSteps.length + tests.passed
  const failed = failedSteps.length + tests.failed
  if (failedSteps.length > 0) console.log(`failed: ${failedSteps.join(', ')}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

async function runTests(filters: string[]): Promise<Count> {
  await mkdir(join(ROOT, '.cache'), { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const { code } = await runTool(['vitest', 'run', ...reporters, ...filters], 'show')
  const report = await readFile(REPORT, 'utf8').catch(() => undefined)
  await rm(REPORT, { force: true })
  return countTests(report, code)
}

await main().catch((error: unknown) => {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
})
