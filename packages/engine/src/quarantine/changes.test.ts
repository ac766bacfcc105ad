import { expect, test } from 'vitest'
import { describeChanges } from './changes.ts'

const changes = (before: string, after: string): string => describeChanges(Buffer.from(before), Buffer.from(after))

test('a correction is told by the fields it changed, and by none of their values', () => {
  const before = '{"tid": 3800000000000000001, "to": {"phone": "13800138000"}, "lines": [{"num": 0}]}'
  expect(changes(before, before.replace('"num": 0', '"num": 2'))).toBe('/lines/0/num')
  expect(changes(before, before.replace('13800138000', '13900139000'))).toBe('/to/phone')
  expect(changes(before, before.replace('[{"num": 0}]', '[]').replace('"to"', '"for"'))).toBe('/to, /lines/0, /for')
})

test('digits beyond a float are told apart', () => {
  expect(changes('{"tid":3800000000000000001}', '{"tid":3800000000000000002}')).toBe('/tid')
  expect(changes('[1.0]', '[1]')).toBe('/0')
})

test('what is no JSON, what is only laid out anew, and what is written anew are said to be so', () => {
  expect(changes('<html>', '{}')).toBe('the text, which was not JSON before or after')
  expect(changes('{"a":1}', '{ "a": 1 }')).toBe('nothing but the form of the text')
  const many = (value: string) => JSON.stringify(Array.from({ length: 25 }, () => value))
  expect(changes(many('x'), many('y'))).toMatch(/\/19 and 5 more$/)
  expect(changes('1', '{}')).toBe('/')
})

test('content that nests without end is compared without end of ours', () => {
  const deep = (core: string): string => '['.repeat(50_000) + core + ']'.repeat(50_000)
  expect(changes(deep('1'), deep('2'))).toMatch(/^(\/0)+$|not JSON/)
})
