// Figures as people read them. Pure; the language and the time come in as values.

import type { Language, Translate } from '../i18n/i18n.ts'

const SECOND_MS = 1_000
const MINUTE_S = 60
const HOUR_S = 3_600
const DAY_S = 86_400
/** Below this an age is "just now": the page itself is up to two seconds behind. */
const JUST_NOW_S = 3

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = formats.get(key) as T | undefined
  if (known !== undefined) return known
  const made = make()
  formats.set(key, made)
  return made
}

export function formatCount(value: number, language: Language): string {
  return kept(`count ${language}`, () => new Intl.NumberFormat(language)).format(value)
}

/** `fen` is minor units of the currency, whatever their size: 1234 is ¥12.34 and also JP¥1,234. */
export function formatMoney(fen: number, currency: string, language: Language): string {
  const format = kept(`money ${language} ${currency}`, () => moneyFormat(currency, language))
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(fen / 10 ** digits)
}

function moneyFormat(currency: string, language: Language): Intl.NumberFormat {
  const known = /^[A-Z]{3}$/.test(currency) ? currency : 'CNY'
  return new Intl.NumberFormat(language, { style: 'currency', currency: known, currencyDisplay: 'narrowSymbol' })
}

/** The time of day in the viewer's zone, with the date where it is not today. */
export function formatTime(iso: string, language: Language, now: number): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const time = kept(
    `time ${language}`,
    () => new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }),
  )
  if (at.toDateString() === new Date(now).toDateString()) return time.format(at)
  const day = kept(`day ${language}`, () => new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit' }))
  return `${day.format(at)} ${time.format(at)}`
}

export function formatMinute(iso: string, language: Language): string {
  const format = kept(
    `minute ${language}`,
    () => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  )
  return format.format(new Date(iso))
}

/** Date, time and zone: for a tooltip where the short form must not be ambiguous. */
export function formatFullTime(iso: string, language: Language): string {
  const format = kept(
    `full ${language}`,
    () => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', hourCycle: 'h23' }),
  )
  return format.format(new Date(iso))
}

/** Two units at most: the second one matters at 3 minutes and no longer at 3 days. */
export function formatAge(t: Translate, seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < MINUTE_S) return t('age.seconds', { s: whole })
  if (whole < HOUR_S) return t('age.minutes', { m: Math.floor(whole / MINUTE_S), s: whole % MINUTE_S })
  if (whole < DAY_S)
    return t('age.hours', { h: Math.floor(whole / HOUR_S), m: Math.floor((whole % HOUR_S) / MINUTE_S) })
  return t('age.days', { d: Math.floor(whole / DAY_S), h: Math.floor((whole % DAY_S) / HOUR_S) })
}

/** A length of time that does not tick: in one unit, where that says all. */
export function formatSpan(t: Translate, seconds: number): string {
  const isWhole = (unit: number): boolean => seconds >= unit && seconds % unit === 0
  if (isWhole(DAY_S)) return t('age.wholeDays', { d: seconds / DAY_S })
  if (isWhole(HOUR_S)) return t('age.wholeHours', { h: seconds / HOUR_S })
  if (isWhole(MINUTE_S)) return t('age.wholeMinutes', { m: seconds / MINUTE_S })
  return formatAge(t, seconds)
}

export function formatAgo(t: Translate, iso: string, now: number): string {
  const seconds = ageSeconds(iso, now)
  return seconds < JUST_NOW_S ? t('age.now') : t('age.ago', { age: formatAge(t, seconds) })
}

export function ageSeconds(iso: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(iso)) / SECOND_MS))
}
