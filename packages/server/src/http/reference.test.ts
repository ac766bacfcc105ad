// To mend a failure: run `node packages/server/src/http/reference.ts`, then `npm run format`, and read the difference.

import { readFile } from 'node:fs/promises'
import { PATHS, PROBLEMS } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { clientOperations } from './client-operations.ts'
import { problem } from './problems.ts'
import { REFERENCE_FILES, openapiReference, problemsReference } from './reference.ts'

test('docs/reference/openapi.json is what the routes say', async () => {
  const written: unknown = JSON.parse(await readFile(REFERENCE_FILES.openapi, 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(await openapiReference())))
})

test('the document has every path of the contract and says who may', async () => {
  const document = (await openapiReference()) as unknown as {
    openapi: string
    paths: Record<string, Record<string, { security: unknown }>>
  }
  expect(document.openapi).toBe('3.1.0')
  const wanted = new Set(Object.values(PATHS).map((path) => path.replaceAll(/:(\w+)/g, '{$1}')))
  expect(new Set(Object.keys(document.paths))).toEqual(wanted)
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) expect(operation.security).toBeInstanceOf(Array)
  }
})

test('the types of the client are what the document says', async () => {
  expect(await readFile(REFERENCE_FILES.operations, 'utf8')).toBe(clientOperations(await openapiReference()))
})

test('docs/reference/problems.md has every problem of the contract', async () => {
  expect(await readFile(REFERENCE_FILES.problems, 'utf8')).toBe(problemsReference())
})

test.each(Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[])('%s is a complete problem', (code) => {
  expect(problem(code)).toEqual({ type: `urn:tidegate:problem:${code}`, code, ...PROBLEMS[code] })
})
