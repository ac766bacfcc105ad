// Lists by `next_key`: the key carries the place after the last row shown, so nothing shifts under the reader [A], and
// the query it belongs to.

import { createHash } from 'node:crypto'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { WxBody } from './method.ts'
import { REFUSALS } from './wx-error.ts'
import type { WxRefusal } from './wx-error.ts'

interface Row {
  atMs: number
  id: string
}

export interface Query {
  rows: readonly Row[]
  /** What a key must have been given for. */
  of: unknown
  pageSize: number
}

export type Page = { ok: true; ids: string[]; next_key: string; has_more: boolean } | { ok: false; refusal: WxRefusal }

export function toPage(body: WxBody, { rows, of, pageSize }: Query, { faults }: Marketplace): Page {
  const digest = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16)
  const key = typeof body['next_key'] === 'string' ? body['next_key'] : ''
  const place = readKey(key)
  if (place === null || (place.digest !== '' && place.digest !== digest)) {
    return { ok: false, refusal: REFUSALS.nextKey }
  }
  const sorted = rows.toSorted((left, right) => right.atMs - left.atMs || (left.id < right.id ? 1 : -1))
  if (faults.repeatLastPage && key !== '') {
    return { ok: true, ids: sorted.slice(-pageSize).map(({ id }) => id), next_key: key, has_more: true }
  }
  const left = place.digest === '' ? sorted : sorted.filter((row) => isAfter(row, place))
  const shown = left.slice(0, pageSize)
  const last = shown.at(-1)
  const has_more = left.length > shown.length
  const next_key = last === undefined ? '' : Buffer.from(`${digest}.${last.atMs}.${last.id}`).toString('base64')
  return { ok: true, ids: shown.map(({ id }) => id), next_key, has_more }
}

function isAfter(row: Row, place: Row): boolean {
  return row.atMs < place.atMs || (row.atMs === place.atMs && row.id < place.id)
}

function readKey(key: string): (Row & { digest: string }) | null {
  if (key === '') return { digest: '', atMs: 0, id: '' }
  const match = /^([0-9a-f]{16})\.(\d{1,15})\.(\w{1,40})$/.exec(Buffer.from(key, 'base64').toString())
  return match === null ? null : { digest: match[1]!, atMs: Number(match[2]), id: match[3]! }
}
