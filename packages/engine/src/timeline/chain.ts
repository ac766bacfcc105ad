// Each event's hash covers the one before it, so editing or removing a row breaks every later one. The
// audit recomputes the same text in SQL (audit/timeline-invariants.ts).

import { hash } from 'node:crypto'
import type { OrderEvent } from '@tidegate/domain'

/** The bytes an event is hashed over, without the hash before it. */
export function chainText(event: OrderEvent, body: string, at: number): string {
  return [event.order.number, event.seq, event.kind, event.actor, body, at, event.contentHash ?? ''].join('|')
}

export function chainHash(previous: Uint8Array | null, text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  return hash('sha256', previous === null ? bytes : Buffer.concat([previous, bytes]), 'buffer')
}
