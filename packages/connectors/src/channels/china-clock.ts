// Zone-less marketplace times ("2026-06-18 09:01:10") are +08:00, whatever zone this process runs in.

import { HOUR_MS, SECOND_MS, chinaTime } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'

const LENGTH = 'yyyy-MM-dd HH:mm:ss'.length
const CHINA_OFFSET_MS = 8 * HOUR_MS
// Taobao opened in 2003. Years beyond 2099 are sentinels ("9999-12-31"), not times.
const YEAR_MIN = 2003
const YEAR_MAX = 2099

/**
 * Parses "yyyy-MM-dd HH:mm:ss" as +08:00; null where it is not a real moment of a plausible year. Digit by digit: an
 * order has three to five of these, and a regular expression with its match was a tenth of decoding it.
 */
export function parseChinaTime(text: string): Instant | null {
  if (text.length !== LENGTH || !hasSeparators(text)) return null
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2)
  const month = digitsAt(text, 5)
  const day = digitsAt(text, 8)
  const hour = digitsAt(text, 11)
  const minute = digitsAt(text, 14)
  const second = digitsAt(text, 17)
  // Each comparison is false for what is no number.
  if (!(year >= YEAR_MIN && year <= YEAR_MAX && hour <= 23 && minute <= 59 && second <= 59)) return null
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return null
  return Date.UTC(year, month - 1, day, hour, minute, second) - CHINA_OFFSET_MS
}

function hasSeparators(text: string): boolean {
  return text[4] === '-' && text[7] === '-' && text[10] === ' ' && text[13] === ':' && text[16] === ':'
}

/** Two digits as a number; NaN where one is no digit. */
function digitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const ZERO = 0x30
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysOf(year: number, month: number): number {
  // No year in range ends a century without a leap day: 2100 is beyond.
  return month === 2 && year % 4 === 0 ? 29 : (MONTH_DAYS[month - 1] as number)
}

/** Formats an instant as marketplaces write it; parts of a second are dropped. */
export function formatChinaTime(instant: Instant): string {
  const time = chinaTime(instant)
  const date = `${time.year}-${two(time.month)}-${two(time.day)}`
  return `${date} ${two(time.hour)}:${two(time.minute)}:${two(time.second)}`
}

export function floorToSecond(instant: Instant): Instant {
  return Math.floor(instant / SECOND_MS) * SECOND_MS
}

export function ceilToSecond(instant: Instant): Instant {
  return Math.ceil(instant / SECOND_MS) * SECOND_MS
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
