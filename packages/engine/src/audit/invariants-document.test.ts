import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { DOCUMENT, invariantsDocument } from './invariants-document.ts'
import { INVARIANTS } from './invariants.ts'

test('docs/reference/invariants.md is current: run invariants-document.ts after changing an invariant', async () => {
  expect(await readFile(DOCUMENT, 'utf8')).toBe(invariantsDocument(INVARIANTS))
})

test('every invariant has a number and a name of its own, and queries that name their columns', () => {
  expect(new Set(INVARIANTS.map((each) => each.id)).size).toBe(INVARIANTS.length)
  expect(new Set(INVARIANTS.map((each) => each.name)).size).toBe(INVARIANTS.length)
  for (const { id, name, sentence } of INVARIANTS) {
    expect(id).toMatch(/^I\d+[a-z]?$/)
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
})
