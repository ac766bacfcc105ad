// Times without a zone: of the site (here +08:00), and again as GMT in fields whose name says so.

const SITE_OFFSET_MS = 8 * 3_600_000

export function siteTime(atMs: number): string {
  return new Date(atMs + SITE_OFFSET_MS).toISOString().slice(0, 19)
}

export function gmtTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19)
}

/** A bound of a listing; without a zone of its own it is the site's, unless `isGmt`. */
export function parseBound(text: string, isGmt: boolean): number | null {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (match === null) return null
  const zone = match[1] ?? (isGmt ? 'Z' : '+08:00')
  const atMs = Date.parse(`${text.slice(0, 19)}${zone}`)
  return Number.isNaN(atMs) ? null : atMs
}
