// Writes a batch's events, chained per order, and the raw page they point into.

import type { Order, OrderEvent } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { insertInto, writeRows } from '../database/columns.ts'
import { chainHash, chainText } from './chain.ts'

export interface TimelineBatch {
  id: number
  now: number
  rawPageId: number
  /** Raw bytes by command position; commands without any have none. */
  raws: readonly (Uint8Array | undefined)[]
}

interface EventRow {
  event: OrderEvent
  batch: TimelineBatch
  body: string
  rawEntry: number | null
  hash: string
}

const EVENTS = insertInto<EventRow>(
  'order_events',
  [
    { name: 'order_id', type: 'int8', of: (row) => row.event.order.id },
    { name: 'seq', type: 'int4', of: (row) => row.event.seq },
    { name: 'position', type: 'int4', of: (row) => row.event.position },
    { name: 'kind', type: 'text', of: (row) => row.event.kind },
    { name: 'actor', type: 'text', of: (row) => row.event.actor },
    { name: 'body', type: 'json', of: (row) => row.body },
    { name: 'content_hash', type: 'bytea', of: (row) => row.event.contentHash },
    { name: 'raw_page_id', type: 'int8', of: (row) => (row.rawEntry === null ? null : row.batch.rawPageId) },
    { name: 'raw_entry', type: 'int4', of: (row) => row.rawEntry },
    { name: 'hash', type: 'bytea', of: (row) => row.hash },
  ],
  {
    shared: [
      { name: 'at', type: 'timestamptz' },
      { name: 'batch_id', type: 'int8' },
    ],
  },
)

const PAGES = insertInto<{ id: number; at: number; entries: number; sealed: Buffer }>('raw_pages', [
  { name: 'id', type: 'int8', of: (row) => row.id },
  { name: 'at', type: 'timestamptz', of: (row) => row.at },
  { name: 'entries', type: 'int4', of: (row) => row.entries },
  { name: 'sealed', type: 'bytea', of: (row) => row.sealed },
])

/** Chains the events onto their orders (moving each order's head) and puts the raw content they brought on the batch's page. */
export function chainEvents(events: readonly OrderEvent[], batch: TimelineBatch, entries: Uint8Array[]): EventRow[] {
  return events.map((event) => {
    const body = JSON.stringify(event.body)
    const hash = chainHash(event.order.chainHead, chainText(event, body, batch.now))
    event.order.chainHead = hash
    const raw = event.contentHash === null ? undefined : batch.raws[event.position]
    const rawEntry = raw === undefined ? null : entries.push(raw) - 1
    return { event, batch, body, rawEntry, hash }
  })
}

/** Puts receivers that came with this batch on its page, and tells their orders where. A batch run again has a page of its own. */
export function placeReceivers(orders: readonly Order[], pageId: number, entries: Uint8Array[]): void {
  for (const { receiver } of orders) {
    if (receiver === null || receiver.plain === null) continue
    receiver.place = { pageId, entry: entries.push(Buffer.from(receiver.plain)) - 1 }
  }
}

export async function writeEvents(tx: Transaction, rows: readonly EventRow[], batch: TimelineBatch): Promise<void> {
  await writeRows(tx, EVENTS, { rows, shared: [new Date(batch.now).toISOString(), batch.id] })
}

export async function writeRawPage(
  tx: Transaction,
  page: { id: number; at: number; entries: number; sealed: Buffer },
): Promise<void> {
  await writeRows(tx, PAGES, { rows: [page] })
}
