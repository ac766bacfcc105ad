// TOP writes times as "yyyy-MM-dd HH:mm:ss" in +08:00 and nothing else.

const CHINA_OFFSET_MS = 8 * 3_600_000

export function toChinaText(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Null where the text is not a time. */
export function fromChinaText(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const atMs = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(atMs) ? null : atMs
}
