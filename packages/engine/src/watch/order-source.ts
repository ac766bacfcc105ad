// Orders as watchers see them: only that they changed. Every change to an order emits an event, so the count of
// its events is its version.

import type { Database } from '../database/connect.ts'
import { textArray } from '../database/columns.ts'
import type { MirrorSource } from './mirror.ts'

export interface OrderMark {
  version: number
}

export function orderSource(sql: Database): MirrorSource<OrderMark> {
  async function versions(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await sql<{ id: number; version: number }[]>`
      select id, events_count as version from orders where id = any(${`{${ids.join(',')}}`}::int8[])`
    return new Map(rows.map(({ id, version }) => [id, version]))
  }
  return {
    async find(numbers) {
      const rows = await sql<{ id: number; number: string }[]>`
        select id, number from orders where number = any(${textArray(numbers)}::text[])`
      return new Map(rows.map(({ id, number }) => [number, id]))
    },
    read: async (ids) => new Map([...(await versions(ids))].map(([id, version]) => [id, { version }])),
    versions,
  }
}
