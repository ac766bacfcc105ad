// JOS's times: "yyyy-MM-dd HH:mm:ss" in +08:00, in requests also with milliseconds and a zone behind.

const CHINA_OFFSET_MS = 8 * 3_600_000
const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{3}\+0800)?$/

/** What stands where something has not happened. */
export const NO_TIME = '0001-01-01 00:00:00'

export function toChinaText(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

export function fromChinaText(text: string): number | null {
  const [, date, time] = TIME.exec(text) ?? []
  const atMs = Date.parse(`${date}T${time}+08:00`)
  return Number.isNaN(atMs) ? null : atMs
}
