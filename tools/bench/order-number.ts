// What our order number costs as a key, beside the cheapest one (a number counted up) and the dearest (digits at
// random): rows inserted and rows found per second in three tables that differ in nothing else, and their indexes.

import { createHmac } from 'node:crypto'
import postgres from 'postgres'
import { CHANNELS, orderNumber } from '../../packages/domain/src/index.ts'
import { mulberry } from './generator.ts'
import { share } from './intake.ts'
import type { BenchOptions, Figures } from './main.ts'
import { openBenchPostgres } from './world.ts'

const ROWS = 10_000_000
/** Rows of one statement and one commit. */
const ROWS_PER_INSERT = 5_000
/** The formats take turns, so that a machine that slows down slows all alike. */
const ROUNDS = 20
const LOOKUPS = 400_000
/** Numbers looked up in one statement, each by a descent of its own: the wire would hide what the index costs. */
const LOOKUPS_PER_STATEMENT = 2_000
/** A sale's night: what shares a second stands side by side in the index. */
const ORDERS_PER_SECOND = 2_000
const STARTED = Date.parse('2026-11-10T16:00:00Z')
const HASH_BYTES = 6
/** Two halves are as long as our number. */
const HALF_DIGITS = 13

interface Format {
  table: string
  type: string
  /** The number of order `index`: the same index, the same number. */
  number: (index: number) => string
}

const SEQUENCE: Format = { table: 'by_sequence', type: 'bigint', number: (index) => String(1_000_000_000 + index) }
const OURS: Format = {
  table: 'by_our_number',
  type: 'text collate "C"',
  number(index) {
    const channel = CHANNELS[Math.floor(mulberry(index)() * CHANNELS.length)] ?? 'taobao'
    const placedAt = STARTED + Math.floor((index / ORDERS_PER_SECOND) * 1_000)
    return orderNumber(
      channel,
      placedAt,
      createHmac('sha256', 'bench').update(String(index)).digest().readUIntBE(0, HASH_BYTES),
    )
  },
}
const RANDOM: Format = {
  table: 'by_random_digits',
  type: 'text collate "C"',
  number(index) {
    const random = mulberry(index)
    const half = (): string => String(Math.floor(random() * 10 ** HALF_DIGITS)).padStart(HALF_DIGITS, '0')
    return half() + half()
  },
}
const FORMATS = [SEQUENCE, OURS, RANDOM] as const

interface Measured {
  insertedPerSecond: number
  foundPerSecond: number
  indexBytes: number
}

export async function orderNumbers({ rows = ROWS, log }: BenchOptions): Promise<Figures> {
  await using server = await openBenchPostgres()
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
  try {
    for (const { table, type } of FORMATS)
      await sql.unsafe(`create table ${table} (number ${type} not null unique, order_id bigint not null)`)
    const insertMs = await insertAll(sql, rows, log)
    await sql`vacuum (analyze)`
    await sql`checkpoint`
    const lookupMs = await lookUpAll(sql, rows)
    const measured = new Map<Format, Measured>()
    for (const format of FORMATS) {
      const [size] = await sql<{ bytes: string }[]>`select pg_indexes_size(${format.table}::text::regclass) as bytes`
      const figures = {
        insertedPerSecond: perSecond(rows, insertMs.get(format)),
        foundPerSecond: perSecond(LOOKUPS, lookupMs.get(format)),
        indexBytes: Number(size?.bytes),
      }
      measured.set(format, figures)
      log(`${format.table}: ${JSON.stringify(figures)}`)
    }
    return compared(rows, measured)
  } finally {
    await sql.end()
  }
}

async function insertAll(
  sql: postgres.Sql,
  rows: number,
  log: (line: string) => void,
): Promise<ReadonlyMap<Format, number>> {
  const spentMs = new Map<Format, number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const [from, to] = [Math.floor((rows * round) / ROUNDS), Math.floor((rows * (round + 1)) / ROUNDS)]
    for (const format of FORMATS) {
      const insert = `insert into ${format.table} (number, order_id)
        select number, $1::bigint + place from unnest($2::text::${baseType(format)}[]) with ordinality as w(number, place)
        on conflict do nothing` // As the engine inserts orders: a number is given twice in 10^10 of one second.
      for (let at = from; at < to; at += ROWS_PER_INSERT) {
        const numbers = numbersOf(format, at, Math.min(to, at + ROWS_PER_INSERT))
        const startMs = performance.now()
        await sql.unsafe(insert, [at, numbers], { prepare: true })
        add(spentMs, format, performance.now() - startMs)
      }
    }
    log(`  ${to} rows in each table`)
  }
  return spentMs
}

function numbersOf(format: Format, from: number, to: number): string {
  return `{${Array.from({ length: to - from }, (_, offset) => format.number(from + offset)).join(',')}}`
}

async function lookUpAll(sql: postgres.Sql, rows: number): Promise<ReadonlyMap<Format, number>> {
  const spentMs = new Map<Format, number>()
  const random = mulberry(1)
  for (let done = 0; done < LOOKUPS; done += LOOKUPS_PER_STATEMENT) {
    const wanted = Array.from({ length: LOOKUPS_PER_STATEMENT }, () => Math.floor(random() * rows))
    for (const format of FORMATS) {
      // `offset 0` keeps one descent to a number, as single requests make them.
      const find = `select count(*)::int as found from unnest($1::text::${baseType(format)}[]) as w(number),
        lateral (select order_id from ${format.table} t where t.number = w.number offset 0) as o`
      const numbers = `{${wanted.map((index) => format.number(index)).join(',')}}`
      const startMs = performance.now()
      const [row] = await sql.unsafe<{ found: number }[]>(find, [numbers], { prepare: true })
      add(spentMs, format, performance.now() - startMs)
      if (row?.found !== wanted.length) throw new Error(`${format.table}: ${row?.found} of ${wanted.length} found`)
    }
  }
  return spentMs
}

function compared(rows: number, measured: ReadonlyMap<Format, Measured>): Figures {
  const of = (format: Format): Measured => {
    const figures = measured.get(format)
    if (figures === undefined) throw new Error(`${format.table} was not measured`)
    return figures
  }
  const [sequence, ours, random] = [of(SEQUENCE), of(OURS), of(RANDOM)]
  return {
    insertRatio: share(ours.insertedPerSecond, sequence.insertedPerSecond),
    lookupRatio: share(ours.foundPerSecond, sequence.foundPerSecond),
    indexBytesRatio: share(ours.indexBytes, sequence.indexBytes),
    insertRatioToRandom: share(ours.insertedPerSecond, random.insertedPerSecond),
    lookupRatioToRandom: share(ours.foundPerSecond, random.foundPerSecond),
    indexBytesRatioToRandom: share(ours.indexBytes, random.indexBytes),
    insertedPerSecond: ours.insertedPerSecond,
    foundPerSecond: ours.foundPerSecond,
    indexBytesPerOrder: Math.round(ours.indexBytes / rows),
    rows,
  }
}

function baseType({ type }: Format): string {
  return type.split(' ', 1)[0] ?? type
}

function add(spentMs: Map<Format, number>, format: Format, durationMs: number): void {
  spentMs.set(format, (spentMs.get(format) ?? 0) + durationMs)
}

function perSecond(count: number, durationMs = Number.NaN): number {
  return Math.round(count / (durationMs / 1_000))
}
