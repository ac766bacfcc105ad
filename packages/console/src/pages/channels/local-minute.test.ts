import { expect, test } from 'vitest'
import { fromLocalMinute, toLocalMinute } from './local-minute.ts'

test('a time goes into the field and comes out again, to the minute, whatever the zone', () => {
  const at = Date.parse('2026-11-12T02:00:00+08:00')
  expect(toLocalMinute(at)).toMatch(/^2026-11-1[12]T\d\d:\d\d$/)
  expect(fromLocalMinute(toLocalMinute(at + 59_000))).toBe(new Date(at).toISOString())
})

test('an empty field is no time', () => {
  expect(fromLocalMinute('')).toBeNull()
})
