// Ages are measured by the server's clock: a viewer whose clock is wrong still sees true ages.

/** The Date header has whole seconds; a smaller difference is rounding, not skew. */
const SKEW_MS_MIN = 2_000

let offsetMs = 0

export function setServerTime(dateHeader: string | null): void {
  const serverMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  if (Number.isNaN(serverMs)) return
  const skewMs = serverMs - Date.now()
  offsetMs = Math.abs(skewMs) < SKEW_MS_MIN ? 0 : skewMs
}

export function serverNow(): number {
  return Date.now() + offsetMs
}
