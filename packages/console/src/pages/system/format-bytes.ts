import type { Language } from '../../i18n/i18n.ts'

const STEP = 1_024
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Two digits that count, as a file manager shows it. */
export function formatBytes(bytes: number, language: Language): string {
  const place = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(STEP)))
  const value = bytes / STEP ** place
  const text = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && place > 0 ? 1 : 0 }).format(value)
  return `${text} ${UNITS[place]}`
}
