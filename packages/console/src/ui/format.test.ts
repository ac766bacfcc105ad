import { expect, test } from 'vitest'
import { translatorOf } from '../i18n/i18n.ts'
import { formatAge, formatAgo, formatCount, formatMoney, formatSpan, formatTime } from './format.ts'

const zh = translatorOf('zh-CN')
const en = translatorOf('en')

test('money is exact to the fen and shows one symbol in both languages', () => {
  expect(formatMoney(12_345_678, 'CNY', 'zh-CN')).toBe('¥123,456.78')
  expect(formatMoney(5, 'CNY', 'en')).toBe('¥0.05')
  expect(formatMoney(-1_990, 'CNY', 'zh-CN')).toBe('-¥19.90')
})

test('minor units follow the currency; an unusable code does not break the page', () => {
  expect(formatMoney(1_234, 'JPY', 'en')).toBe('¥1,234')
  expect(formatMoney(1_234, 'USD', 'en')).toBe('$12.34')
  expect(formatMoney(1_234, '', 'en')).toBe('¥12.34')
})

test('ages keep two units', () => {
  const ages = [0, 59, 60, 200, 3_599, 3_600, 90_061].map((seconds) => formatAge(zh, seconds))
  expect(ages).toEqual(['0 秒', '59 秒', '1 分 0 秒', '3 分 20 秒', '59 分 59 秒', '1 小时 0 分', '1 天 1 小时'])
  expect(formatAge(en, 200)).toBe('3m 20s')
})

test('a length of time leaves its zero out', () => {
  const spans = [45, 1_800, 1_798, 86_400, 604_800, 7_200].map((seconds) => formatSpan(zh, seconds))
  expect(spans).toEqual(['45 秒', '30 分钟', '29 分 58 秒', '1 天', '7 天', '2 小时'])
  expect(formatSpan(en, 604_800)).toBe('7d')
})

test('an order from the future of a wrong clock is just now', () => {
  expect(formatAgo(zh, '2026-11-11T00:00:10.000Z', Date.parse('2026-11-11T00:00:00.000Z'))).toBe('刚刚')
  expect(formatAgo(en, '2026-11-11T00:00:00.000Z', Date.parse('2026-11-11T00:00:12.000Z'))).toBe('12s ago')
})

test('today has a time, another day has its date too', () => {
  const at = new Date(2026, 10, 11, 20, 15, 33)
  expect(formatTime(at.toISOString(), 'zh-CN', at.getTime())).toBe('20:15:33')
  expect(formatTime(at.toISOString(), 'zh-CN', at.getTime() + 86_400_000)).toBe('11/11 20:15:33')
  expect(formatTime('not a time', 'en', 0)).toBe('not a time')
})

test('counts are grouped', () => {
  expect(formatCount(1_284_307, 'zh-CN')).toBe('1,284,307')
})
