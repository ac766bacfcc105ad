// What the same rows cost when nothing is decided: each table the run filled, loaded by COPY over two
// connections into an empty copy with the same indexes, constraints and durability. And a frozen
// workload that never changes, so that runs of different versions can be compared.

import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { mulberry } from './generator.ts'

/** Tables an order's path inserts into. Pools and levels are updated in place, so they have no rows to load. */
const TABLES = [
  'batches',
  'orders',
  'order_lines',
  'line_demands',
  'payment_legs',
  'fulfillment_orders',
  'allocations',
  'reservations',
  'order_events',
  'raw_pages',
]
const OF_ORDER = new Set(['order_lines', 'line_demands', 'payment_legs', 'allocations', 'order_events', 'reservations'])
const CONNECTIONS = 2

export interface CeilingOptions {
  url: string
  schema: string
}

/** Orders per second of loading the schema's own rows by COPY. */
export async function copyCeiling(options: CeilingOptions): Promise<{ ordersPerSecond: number; orders: number }> {
  const sql = postgres(options.url, { max: CONNECTIONS, onnotice: () => undefined })
  const files = new Map<string, string[]>()
  try {
    const [counted] = await sql<{ orders: number }[]>`select count(*)::int as orders from ${sql(options.schema)}.orders`
    await unload(sql, options.schema, files)
    await emptyCopies(sql, options.schema)
    await sql`checkpoint`
    const startMs = performance.now()
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, half) => loadHalf(sql, files, half)))
    const seconds = (performance.now() - startMs) / 1_000
    const orders = counted?.orders ?? 0
    return { ordersPerSecond: Math.round(orders / seconds), orders }
  } finally {
    await sql`drop schema if exists ceiling cascade`
    await sql.end()
    await Promise.all([...files.values()].flat().map((file) => rm(file, { force: true })))
  }
}

/** Each table in two files written by the server itself, so that each connection loads half of it. */
async function unload(sql: postgres.Sql, schema: string, files: Map<string, string[]>): Promise<void> {
  const [folder] = await sql<{ data_directory: string }[]>`show data_directory`
  for (const table of TABLES) {
    const halves = Array.from({ length: CONNECTIONS }, (_, half) =>
      join(folder?.data_directory ?? '', `copy.${table}.${half}`),
    )
    files.set(table, halves)
    const key = OF_ORDER.has(table) ? 'order_id' : 'id'
    for (const [half, file] of halves.entries()) {
      // Neighbouring ids go together, as a batch writes them.
      const rows = `select t.* from ${schema}.${table} t where (t.${key} / 4096) % ${CONNECTIONS} = ${half}`
      await sql.unsafe(`copy (${rows}) to '${file}' (format binary)`)
    }
  }
}

async function emptyCopies(sql: postgres.Sql, schema: string): Promise<void> {
  await sql`create schema ceiling`
  for (const table of TABLES) {
    const [parent] = await sql<{ key: string | null }[]>`
      select pg_get_partkeydef(${`${schema}.${table}`}::regclass) as key`
    const partitioned = parent?.key === null || parent === undefined ? '' : `partition by ${parent.key}`
    await sql.unsafe(`create table ceiling.${table} (like ${schema}.${table} including all) ${partitioned}`)
    if (partitioned !== '') await sql.unsafe(`create table ceiling.${table}_rest partition of ceiling.${table} default`)
  }
}

async function loadHalf(sql: postgres.Sql, files: ReadonlyMap<string, string[]>, half: number): Promise<void> {
  const connection = await sql.reserve()
  try {
    for (const [table, halves] of files) {
      const file = halves[half] as string
      if ((await stat(file)).size === 0) continue
      const copy = await connection.unsafe(`copy ceiling.${table} from stdin (format binary)`).writable()
      await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), copy)
    }
  } finally {
    connection.release()
  }
}

/** Orders the frozen workload loads: enough for several seconds on the machines it is run on. */
const REFERENCE_ORDERS = 200_000

/** Per order one 300-byte row with two unique indexes, two 60-byte lines, one 150-byte event with one index. */
export async function referenceRate(url: string): Promise<number> {
  const sql = postgres(url, { max: CONNECTIONS, onnotice: () => undefined })
  try {
    await sql`create schema reference`
    await sql`create table reference.orders (id bigint primary key, key text not null unique, body text not null)`
    await sql`create table reference.lines (order_id bigint not null, body text not null)`
    await sql`create table reference.events (order_id bigint not null, body text not null)`
    await sql`create index on reference.events (order_id)`
    await sql`checkpoint`
    const halves = Array.from({ length: CONNECTIONS }, (_, half) => referenceRows(half))
    const startMs = performance.now()
    await Promise.all(halves.map((rows) => loadReference(sql, rows)))
    return Math.round(REFERENCE_ORDERS / ((performance.now() - startMs) / 1_000))
  } finally {
    await sql`drop schema if exists reference cascade`
    await sql.end()
  }
}

interface ReferenceRows {
  orders: string
  lines: string
  events: string
}

function referenceRows(half: number): ReferenceRows {
  const random = mulberry(half)
  const text = (bytes: number) =>
    Math.floor(random() * 1e9)
      .toString(36)
      .padStart(bytes, 'x')
  const rows: ReferenceRows = { orders: '', lines: '', events: '' }
  for (let id = half; id < REFERENCE_ORDERS; id += CONNECTIONS) {
    rows.orders += `${id}\ttaobao-38${String(id).padStart(17, '0')}\t${text(256)}\n`
    rows.lines += `${id}\t${text(48)}\n${id}\t${text(48)}\n`
    rows.events += `${id}\t${text(138)}\n`
  }
  return rows
}

async function loadReference(sql: postgres.Sql, rows: ReferenceRows): Promise<void> {
  const connection = await sql.reserve()
  try {
    for (const [table, text] of Object.entries(rows)) {
      const copy = await connection.unsafe(`copy reference.${table} from stdin`).writable()
      await pipeline([Buffer.from(text)], copy)
    }
  } finally {
    connection.release()
  }
}
