// Zone-less marketplace times ("2026-06-18 09:01:10") are +08:00, whatever zone this process runs in.

import { HOUR_MS, SECOND_MS, chinaTime } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'

const PATTERN = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/
const CHINA_OFFSET_MS = 8 * HOUR_MS
// Taobao opened in 2003. Years beyond 2099 are sentinels ("9999-12-31"), not times.
const YEAR_MIN = 2003
const YEAR_MAX = 2099

/** Parses "yyyy-MM-dd HH:mm:ss" as +08:00; null where it is not a real moment of a plausible year. */
export function parseChinaTime(text: string): Instant | null {
  const match = PATTERN.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (year < YEAR_MIN || year > YEAR_MAX || hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // Date.UTC rolls 31 February over into March; a real date comes back as it went in.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.getTime() - CHINA_OFFSET_MS
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
