import { expect, test } from 'vitest'
import { literalAt, toEdited, toLiteral } from './json-value.ts'

const TEXT = '{"tid": 3800000000000000001, "a/b": {"list": [1.0, "x\\n", null]}, "__proto__": 1}'

test('a value is found by its pointer, with every digit', () => {
  expect(literalAt(TEXT, '/tid')).toBe('3800000000000000001')
  expect(literalAt(TEXT, '/a~1b/list/0')).toBe('1.0')
  expect(literalAt(TEXT, '/a~1b/list/1')).toBe('"x\\n"')
  expect(literalAt(TEXT, '/a~1b/list/2')).toBe('null')
})

test('what is not there, or is more than a value, is null', () => {
  for (const pointer of ['/nothing', '/a~1b', '/a~1b/list/3', '/tid/0', '', '/constructor'])
    expect(literalAt(TEXT, pointer), pointer).toBeNull()
  expect(literalAt('<html>', '/tid')).toBeNull()
})

test('texts are edited bare, everything else as JSON writes it', () => {
  expect(toEdited('"12.30"')).toEqual({ type: 'text', value: '12.30' })
  expect(toEdited('0')).toEqual({ type: 'other', value: '0' })
  expect(toEdited(null)).toEqual({ type: 'text', value: '' })
  expect(toLiteral({ type: 'text', value: 'a "b"' })).toBe('"a \\"b\\""')
  expect(toLiteral({ type: 'other', value: ' 3800000000000000001 ' })).toBe('3800000000000000001')
  expect(toLiteral({ type: 'other', value: '' })).toBeNull()
  expect(toLiteral({ type: 'other', value: '2 pieces' })).toBeNull()
})
