// A place in a listing that keeps while rows leave it: after the row it names.

export interface Place {
  atMs: number
  id: string
}

export type ReadCursor = { ok: true; after: Place | null } | { ok: false }

/** The query is in it: a cursor of another question is refused. */
export function readCursor(text: string, query: string): ReadCursor {
  if (text === '') return { ok: true, after: null }
  const [asked, atMs, id] = Buffer.from(text, 'base64url').toString().split('|')
  if (asked !== query || id === undefined || !/^\d+$/.test(atMs ?? '')) return { ok: false }
  return { ok: true, after: { atMs: Number(atMs), id } }
}

export function toCursor({ atMs, id }: Place, query: string): string {
  return Buffer.from(`${query}|${atMs}|${id}`).toString('base64url')
}

/** Newest first; at one moment by id. */
export function isAfter(place: Place, after: Place | null): boolean {
  if (after === null) return true
  return place.atMs < after.atMs || (place.atMs === after.atMs && place.id < after.id)
}

export function byPlace(left: Place, right: Place): number {
  return right.atMs - left.atMs || (left.id < right.id ? 1 : -1)
}
