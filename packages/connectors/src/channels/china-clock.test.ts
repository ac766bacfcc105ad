import { describe, expect, test } from 'vitest'
import { ceilToSecond, floorToSecond, formatChinaTime, parseChinaTime } from './china-clock.ts'

describe('zone-less times are +08:00', () => {
  test('both ways', () => {
    expect(parseChinaTime('2026-06-18 00:00:00')).toBe(Date.parse('2026-06-17T16:00:00Z'))
    expect(formatChinaTime(Date.parse('2026-06-17T16:00:00.999Z'))).toBe('2026-06-18 00:00:00')
  })
  test('leap days and year ends', () => {
    for (const text of ['2024-02-29 23:59:59', '2025-12-31 23:59:59', '2026-01-01 00:00:00'])
      expect(formatChinaTime(parseChinaTime(text)!)).toBe(text)
  })
  test.each([
    '2025-02-29 00:00:00',
    '2026-13-01 00:00:00',
    '2026-00-10 00:00:00',
    '2026-04-31 00:00:00',
    '2026-06-18 24:00:00',
    '2026-06-18 23:60:00',
    '2026-06-18 23:59:60',
    '9999-12-31 23:59:59',
    '0001-01-01 00:00:00',
    '1970-01-01 00:00:00',
    '2026-6-18 1:00:00',
    '2026-06-18',
    '2026-06-18T00:00:00',
    '2026/06/18 00:00:00',
    '2026-06-18 00.00.00',
    '2026-06-1: 00:00:00',
    '2026-06-18 +1:00:00',
    '2026-06-00 00:00:00',
    '2027-02-29 00:00:00',
    '2026-06-18 00:00:00Z',
    '1781746200',
    '1781746200000',
    '0',
    '-1',
    '',
    ' 2026-06-18 00:00:00',
  ])('%s is refused', (text) => expect(parseChinaTime(text)).toBeNull())
  test('whole seconds, down and up', () => {
    expect(floorToSecond(1_999)).toBe(1_000)
    expect(ceilToSecond(1_001)).toBe(2_000)
    expect(ceilToSecond(2_000)).toBe(2_000)
  })
})
