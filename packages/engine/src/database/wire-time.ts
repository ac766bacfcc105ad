import type { Instant } from '@tidegate/domain'

/** An instant as text: ISO 8601 with milliseconds and Z, on the wire and as a parameter alike. */
export function toWireTime(instant: Instant): string {
  return new Date(instant).toISOString()
}

export function toWireTimeOrNull(instant: Instant | null): string | null {
  return instant === null ? null : toWireTime(instant)
}
