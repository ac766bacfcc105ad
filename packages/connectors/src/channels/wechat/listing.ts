// Lists that give ids and a key of the next page. What an id stands for is read one by one.

import { SECOND_MS } from '@tidegate/domain'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { RequestBody, WechatClient } from './client.ts'

export interface IdListing {
  path: string
  body: RequestBody
  /** Name of the list of ids. */
  ids: string
}

const IDS_MAX = 1_000 // Beyond any page the platform documents.
const READS_AT_ONCE = 16 // A third of a second of the pace.

export function readIds(client: WechatClient, listing: IdListing, signal: AbortSignal): AsyncGenerator<string[]> {
  return readByCursor(async (cursor) => {
    const body = await client.read(
      listing.path,
      { ...listing.body, ...(cursor === null ? {} : { next_key: cursor }) },
      signal,
    )
    return requireFields(() => {
      const answer = new ObjectReader(body, '')
      const hasMore = answer.boolean('has_more')
      const ids = answer.optionalList(listing.ids, IDS_MAX)
      // An empty page may leave its list out [A]; one that more follows may not.
      if (ids === null && hasMore) failField(listing.ids, 'a list', undefined)
      const next = hasMore ? keyOf(answer) : null
      return { rows: (ids ?? []).map(toId), next }
    })
  })
}

export function keyOf(answer: ObjectReader): string {
  const key = answer.value('next_key')
  return typeof key === 'string' && key !== '' ? key : failField('next_key', 'a key', undefined)
}

/** Ids come as text or, of up to 19 digits, as numbers. */
export function toId(value: unknown): string {
  return new ObjectReader({ id: value }, '').digits('id')
}

/** Reads what each id stands for, a few at a time. */
export async function readEach<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let start = 0; start < ids.length; start += READS_AT_ONCE) {
    all.push(...(await Promise.all(ids.slice(start, start + READS_AT_ONCE).map(read))))
  }
  return all
}

/**
 * Whole seconds. Whether the end is included is not documented: rounding outwards and dropping by `isInWindow` gives the
 * same rows either way.
 */
export function secondsOf({ from, to }: Window): { start: number; end: number } {
  return { start: floorToSecond(from) / SECOND_MS, end: ceilToSecond(to) / SECOND_MS }
}
