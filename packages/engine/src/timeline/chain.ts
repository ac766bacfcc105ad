// Each event's hash covers the one before it, so editing or removing a row breaks every later one. The
// audit recomputes the same text in SQL (audit/timeline-invariants.ts).

import { hash } from 'node:crypto'
import type { OrderEvent } from '@tidegate/domain'

const HASH_BYTES = 32

/** The bytes an event is hashed over, without the hash before it. */
export function chainText(event: OrderEvent, body: string, at: number): string {
  return [event.order.number, event.seq, event.kind, event.actor, body, at, event.contentHash ?? ''].join('|')
}

/** Hashes are hex here and bytes in the table; the hash before goes in as its bytes. */
export function chainHash(previous: string | null, text: string): string {
  if (previous === null) return hash('sha256', text, 'hex')
  const bytes = Buffer.allocUnsafe(HASH_BYTES + Buffer.byteLength(text))
  bytes.write(previous, 'hex')
  bytes.write(text, HASH_BYTES, 'utf8')
  return hash('sha256', bytes, 'hex')
}
