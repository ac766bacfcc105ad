// What a browser's field for date and time holds: the viewer's own wall clock, to the minute, without a zone.

const MINUTE_MS = 60_000

export function toLocalMinute(at: number): string {
  const zoneMs = new Date(at).getTimezoneOffset() * MINUTE_MS
  return new Date(at - zoneMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)
}

/** Null where the field is empty or holds no time. */
export function fromLocalMinute(text: string): string | null {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
