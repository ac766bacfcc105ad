import { expect, test } from 'vitest'
import { scanJson } from './scan-json.ts'

test.each([
  ['{}'],
  ['[1,{"a":[1,2,{"b":"c"}]},"x",null]'],
  ['{"a":"{\\"a\\":1,\\"a\\":2}","b":[{"a":1},{"a":1}]}'],
  ['{"a":"ends with a backslash\\\\","b":1}'],
  ['["a","a","__proto__"]'],
  ['"__proto__"'],
  ['not json at all'],
  [']]}}'],
  ['{"a'],
])('%s has nothing for us to find', (text) => {
  expect(scanJson(text)).toBeNull()
})

test.each([
  ['{"a":1,"a":2}', '/a'],
  ['{"orders":[{"x":1},{"lines":[{"q":1 , "q" : 2}]}]}', '/orders/1/lines/0/q'],
  [String.raw`{"a":1,"\u0061":2}`, '/a'],
  ['{"a/b~":1,"a/b~":2}', '/a~1b~0'],
])('one name twice is found: %s', (text, field) => {
  expect(scanJson(text)).toEqual({ field, expected: 'each name once' })
})

test.each([
  ['{"__proto__":1}', '/__proto__'],
  [String.raw`{"a":[{"\u005f_proto__":{}}]}`, '/a/0/__proto__'],
  ['{"a":{"constructor":{"prototype":{}}}}', '/a/constructor'],
  ['{"prototype":1}', '/prototype'],
])('names that poison prototypes are found: %s', (text, field) => {
  expect(scanJson(text)).toMatchObject({ field, expected: expect.stringContaining('without __proto__') })
})

test('nesting is found at its limit, whatever hides in texts', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  expect(scanJson(nested(32))).toBeNull()
  expect(scanJson(nested(33))).toMatchObject({ expected: 'at most 32 levels' })
  expect(scanJson('['.repeat(400_000))).toMatchObject({ expected: 'at most 32 levels' })
  expect(scanJson('{"a":'.repeat(100_000))).toMatchObject({ expected: 'at most 32 levels' })
  expect(scanJson(JSON.stringify('['.repeat(100)))).toBeNull()
})

test('values are counted: elements and names alike', () => {
  const elements = (count: number): string => `[${'1,'.repeat(count - 1)}1]`
  expect(scanJson(elements(90_000))).toBeNull()
  expect(scanJson(elements(100_001))).toMatchObject({ expected: 'at most 100000 values in one body' })
  const names = Array.from({ length: 100_001 }, (_, index) => `"k${index}":0`).join(',')
  expect(scanJson(`{${names}}`)).toMatchObject({ expected: 'at most 100000 values in one body' })
})
