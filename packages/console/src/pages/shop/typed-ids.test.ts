import { expect, test } from 'vitest'
import { typedIds } from './typed-ids.ts'

test('ids are taken from lines, blanks and commas, each once', () => {
  expect(typedIds('  A1\nA2, A3，A1\r\n\n;A4、A5 ')).toEqual(['A1', 'A2', 'A3', 'A4', 'A5'])
  expect(typedIds(' \n')).toEqual([])
})
