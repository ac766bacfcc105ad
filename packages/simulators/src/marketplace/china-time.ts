// Times as most platforms write them: "yyyy-MM-dd HH:mm:ss" in +08:00, whatever zone this process runs in.

const CHINA_OFFSET_MS = 8 * 3_600_000

export function toChinaText(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Null where it is not such a time. */
export function fromChinaText(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const atMs = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(atMs) ? null : atMs
}
