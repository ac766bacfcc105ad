// The pages of docs/reference that the API makes of itself, and the types of its client. Run as a program, this file writes them; its
// test holds them current.

import { writeFile } from 'node:fs/promises'
import { PROBLEMS } from '@tidegate/contract'
import type { Control } from '@tidegate/engine'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { createRunners } from '../link/shop-runner.ts'
import { clientOperations } from './client-operations.ts'
import type { ApiDocument } from './client-operations.ts'
import { createApp } from './create-app.ts'

const FOLDER = new URL('../../../../docs/reference/', import.meta.url)

export const REFERENCE_FILES = {
  openapi: new URL('openapi.json', FOLDER),
  problems: new URL('problems.md', FOLDER),
  operations: new URL('../../../contract/src/client/operations.generated.ts', import.meta.url),
}

/** The routes are declared and never asked, so nothing has to stand behind them. */
export async function openapiReference(): Promise<ApiDocument> {
  const { app } = await createApp({
    gates: { open: () => Promise.reject(new Error('there is no merchant here')) },
    control: {} as Control,
    explain: () => Promise.resolve(null),
    // Whether a console was built must not change the document.
    consoleDir: import.meta.dirname,
    logger: createLog('silent'),
    clock: systemClock,
    reader: () => Promise.reject(new Error('nothing is read here')),
    runners: createRunners({
      openGate: () => Promise.reject(new Error('no shop runs here')),
      holder: 'reference',
      publicOrigin: null,
      intervalMs: 0,
      overlapMs: 0,
      clock: systemClock,
      random: Math.random,
      log: createLog('silent'),
    }),
  })
  const document = app.swagger()
  await app.close()
  return document as unknown as ApiDocument
}

export function problemsReference(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title, retryable }]) => `| \`${code}\` | ${status} | ${title} | ${retryable ? 'yes' : 'no'} |`,
  )
  return [
    '# Problems',
    '',
    'This page is made from `packages/contract/src/problems.ts`; the test of `packages/server/src/http/reference.ts` keeps',
    'it current.',
    '',
    'The API refuses with an RFC 9457 problem (`application/problem+json`). Go by its `code`: titles may be reworded.',
    'Where a field is at fault, `field` is a JSON pointer to it and `expected` says what belongs there. A problem that may',
    'be tried again comes with `retry-after`, in seconds. An `internal` problem names an incident: the log has the rest.',
    '',
    '| Code | Status | Title | Try again |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) {
  const document = await openapiReference()
  await writeFile(REFERENCE_FILES.openapi, `${JSON.stringify(document, null, 2)}\n`)
  await writeFile(REFERENCE_FILES.operations, clientOperations(document))
  await writeFile(REFERENCE_FILES.problems, problemsReference())
}
