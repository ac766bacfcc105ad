import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LONG_TESTS } from './long-tests-first.ts'

test('the long tests are where they are said to be', () => {
  const root = join(import.meta.dirname, '..')
  expect(LONG_TESTS.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
