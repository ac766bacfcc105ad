// `npm run check`: everything that can be judged without a database. `npm run format` repairs what
// a tool can repair by itself.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runSteps, type Step } from './steps.ts'

/** The checks that are not tests. The slow ones come first, so that two lanes end together. */
export function staticSteps(): Step[] {
  const projects = globSync('packages/*/tsconfig*.json', { cwd: ROOT }).toSorted()
  const types = ['tsconfig.json', ...projects].map((project): Step => ({
    name: `types in ${project}`,
    // What it learned is kept: the next time it looks at what has changed.
    command: ['tsc', '--project', project, '--incremental', '--tsBuildInfoFile', buildInfo(project)],
  }))
  return [
    { name: 'lint', command: ['oxlint', '--deny-warnings'] },
    { name: 'unused code and dependencies', command: ['knip', '--no-progress', '--no-config-hints'] },
    ...types,
    { name: 'format', command: ['oxfmt', '--check'] },
  ]
}

function buildInfo(project: string): string {
  return join(ROOT, '.cache/types', `${project.replaceAll('/', '-')}.tsbuildinfo`)
}

const UNIT_TESTS: Step = {
  name: 'unit tests',
  command: ['vitest', 'run', '--project', 'unit', '--passWithNoTests', '--reporter=agent'],
}
const REPAIRS: Step[] = [
  { name: 'lint repairs', command: ['oxlint', '--fix'] },
  { name: 'formatting', command: ['oxfmt'] },
]

if (import.meta.main) {
  const failed = process.argv.includes('--fix')
    ? await runSteps(REPAIRS)
    : await runSteps([UNIT_TESTS, ...staticSteps()])
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
