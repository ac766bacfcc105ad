// What processes of one merchant tell each other after a commit, by NOTIFY on a connection of its own: inside
// the batch it would make commits wait for one another. A hint may be lost or doubled; it carries ids and no
// values, and only makes somebody look earlier than the sweep would (docs/adr/0014).

import { randomUUID } from 'node:crypto'
import { textArray } from '../database/columns.ts'
import type { Database } from '../database/connect.ts'
import type { CachedSku } from '../inventory/stock-cache.ts'

/** Batches within this time share one hint. Shorter gains nothing a person sees; each costs PostgreSQL 0.1 ms. */
const HINT_INTERVAL_MS = 20
/** A notification holds 8,000 bytes; an id and its comma are at most 11. */
const SKUS_PER_HINT = 600
/** Beyond so many SKUs at once the hint says "any" instead. */
const SKUS_HINTED_MAX = 6_000

export interface Hint {
  skus: readonly number[] | 'any'
  orders: boolean
}

export interface Hints {
  /** Collects what a commit changed; sent soon, together with what other commits add. */
  add(stock: readonly CachedSku[], orders: boolean): void
  /** Hears the other processes from now on; `missed` is called whenever something may not have been heard. */
  listen(heard: (hint: Hint) => void, missed: () => void): void
  close(): Promise<void>
}

export interface HintsOptions {
  sql: Database
  merchantCode: string
  failed: (error: unknown) => void
}

interface Wire extends Hint {
  by: string
}

export function openHints({ sql, merchantCode, failed }: HintsOptions): Hints {
  const channel = `tidegate_${merchantCode}`
  const self = randomUUID()
  const skus = new Set<number>()
  let orders = false
  let sending: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  function payloads(): string[] {
    const ids = [...skus]
    const wire = (part: Hint['skus']) => JSON.stringify({ by: self, skus: part, orders } satisfies Wire)
    if (ids.length === 0) return [wire([])]
    if (ids.length > SKUS_HINTED_MAX) return [wire('any')]
    const parts = Math.ceil(ids.length / SKUS_PER_HINT)
    return Array.from({ length: parts }, (_, part) => wire(ids.slice(part * SKUS_PER_HINT, (part + 1) * SKUS_PER_HINT)))
  }

  async function send(): Promise<void> {
    const texts = payloads()
    skus.clear()
    orders = false
    try {
      await sql`select pg_notify(${channel}, payload) from unnest(${textArray(texts)}::text[]) as payload`
    } catch (error) {
      // Nobody is told, and the sweeps find it.
      failed(error)
    }
  }

  function sendSoon(): void {
    timer ??= setTimeout(() => {
      timer = null
      // One at a time: with a slow database hints gather instead of queueing.
      if (sending !== null) return sendSoon()
      sending = send().finally(() => (sending = null))
    }, HINT_INTERVAL_MS)
  }

  return {
    add(stock, orderChanged) {
      if (isClosed) return
      for (const { pool } of stock) skus.add(pool.skuId)
      orders ||= orderChanged
      sendSoon()
    },
    listen(heard, missed) {
      const hear = (text: string): void => {
        const hint = parseHint(text)
        if (hint === null) missed()
        else if (hint.by !== self) heard(hint)
      }
      // Called again after every reconnection: what was said meanwhile is lost.
      sql.listen(channel, hear, missed).catch(failed)
    },
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      await sending
    },
  }
}

/** Any role of the database may notify, so nothing is taken for granted. */
function parseHint(text: string): Wire | null {
  try {
    const { by, skus, orders } = JSON.parse(text) as Partial<Wire>
    if (typeof by !== 'string' || typeof orders !== 'boolean') return null
    if (skus === 'any') return { by, skus, orders }
    return Array.isArray(skus) && skus.every(Number.isInteger) ? { by, skus, orders } : null
  } catch {
    return null
  }
}
