import { expect, test } from 'vitest'
import { longNumber } from './long-number.ts'

test.each([
  ['9007199254740993', '9007199254740993'],
  ['2632500000000000001', '2632500000000000001'],
  ['0', '0'],
  ['01', '"01"'],
  ['1e3', '"1e3"'],
  ['-1', '"-1"'],
  ['', '""'],
  ['12345678901234567890', '"12345678901234567890"'],
])('%j goes as %s', (id, json) => expect(JSON.stringify(longNumber(id))).toBe(json))
