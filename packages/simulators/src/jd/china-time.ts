// JOS's times in requests: as others write them, or with milliseconds and a zone behind.

const TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d{3}\+0800)?$/

/** What stands where something has not happened. */
export const NO_TIME = '0001-01-01 00:00:00'

export function fromJdText(text: string): number | null {
  const [, date, time] = TIME.exec(text) ?? []
  const atMs = Date.parse(`${date}T${time}+08:00`)
  return Number.isNaN(atMs) ? null : atMs
}
