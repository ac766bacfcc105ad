// Cursor connections: rows in their order, after a cursor, so many at a time. A cursor holds the place (value and id of
// the last row), not a number of rows: what leaves the listing meanwhile shifts nothing.

import type { Faults } from '../marketplace/faults.ts'

export interface PageArguments {
  first?: number | null
  after?: string | null
}

export interface Place {
  /** The value the listing is sorted by. */
  value: string
  id: string
}

export interface Connection<T> {
  nodes: T[]
  edges: { cursor: string; node: T }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

const FIRST_MAX = 250

/** `rows` are sorted by their place. Throws what the platform answers to an argument it will not take. */
export function connect<T>(
  rows: readonly T[],
  placeOf: (row: T) => Place,
  { page, faults }: { page: PageArguments; faults?: Faults },
): Connection<T> {
  const first = page.first ?? null
  if (first === null) throw new Error('you must provide one of first or last')
  if (first < 0 || first > FIRST_MAX) throw new Error(`first must be from 0 to ${FIRST_MAX}`)
  const after = page.after ?? null
  const start = after === null ? 0 : firstBehind(rows.map(placeOf), readCursor(after))
  const repeats = faults?.repeatLastPage === true && after !== null
  const from = repeats ? Math.max(0, rows.length - first) : start
  const nodes = rows.slice(from, from + first)
  const cursors = nodes.map((row) => writeCursor(placeOf(row)))
  return {
    nodes,
    edges: nodes.map((node, index) => ({ cursor: cursors[index]!, node })),
    pageInfo: {
      hasNextPage: repeats || from + nodes.length < rows.length,
      hasPreviousPage: after !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}

/** Lists that are sorted by id alone. */
export function connectById<T extends { id: string }>(rows: readonly T[], page: PageArguments): Connection<T> {
  return connect(rows, ({ id }) => ({ value: '', id }), { page })
}

export function comparePlaces(left: Place, right: Place): number {
  if (left.value !== right.value) return left.value < right.value ? -1 : 1
  if (left.id.length !== right.id.length) return left.id.length - right.id.length
  return left.id < right.id ? -1 : Number(left.id > right.id)
}

function firstBehind(places: readonly Place[], place: Place): number {
  const index = places.findIndex((each) => comparePlaces(each, place) > 0)
  return index === -1 ? places.length : index
}

function writeCursor({ value, id }: Place): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64')
}

function readCursor(text: string): Place {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(text, 'base64').toString()) as {
      last_id: unknown
      last_value: unknown
    }
    if (typeof id === 'string' && typeof value === 'string') return { id, value }
  } catch {
    // Falls through: what is no JSON is no cursor.
  }
  throw new Error('Invalid cursor for current pagination sort.')
}
