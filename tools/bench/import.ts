// A file of orders of the past, read from the disk and taken through the door: how many rows a second, and that memory
// does not grow with the file.

import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isSound, readImport, verify } from '../../packages/engine/src/index.ts'
import { builtInMapping } from '../../packages/connectors/src/index.ts'
import { systemClock } from '../../packages/server/src/clock.ts'
import { openFile } from '../../packages/server/src/import/file-source.ts'
import { makePlan } from '../../packages/server/src/import/prepare-import.ts'
import { runImport } from '../../packages/server/src/import/run-import.ts'
import type { BenchOptions, Figures } from './main.ts'
import { openBenchPostgres, openBenchWorld } from './world.ts'

const ROWS = 1_000_000
const SAMPLE_INTERVAL_MS = 100
const PROGRESS_INTERVAL_MS = 10_000
const LINES_PER_PIECE = 1_000
const FIRST_SECOND = Date.parse('2025-01-01T00:00:00Z')
const MIB = 1_048_576

const HEADER = ['订单编号', '总金额', '买家实际支付金额', '收货地址', '订单创建时间', '订单付款时间', '退款金额']

export async function importFile({ rows = ROWS, log }: BenchOptions): Promise<Figures> {
  await using folder = await openBenchPostgres()
  const path = join(folder.folder, 'orders.csv')
  await pipeline(Readable.from(fileOf(rows)), createWriteStream(path))
  await using world = await openBenchWorld({ skus: 1, stock: 0 })
  const { gate } = world
  await using source = await openFile(path)
  const chosen = builtInMapping(HEADER)
  if (chosen === null) throw new Error('the bench writes a report we know')
  const shop = { channel: 'import', shop: 'bench' } as const
  const choices = { badRows: 'set_aside', repeatedLines: 'set_aside', sheet: null, encoding: null } as const
  const plan = await makePlan(gate, { shop, chosen, ...choices, actor: 'bench' })
  const held = await gate.imports.begin({ fileName: 'orders.csv', plan, actor: 'bench', holder: 'bench' })
  const memory = watchMemory()
  const progress = setInterval(() => void tell(), PROGRESS_INTERVAL_MS)
  const tell = async (): Promise<void> => {
    const view = await readImport(gate.database, held.id)
    log(`${view?.imported ?? 0} rows imported, ${memory.peakMb()} MB at most`)
  }
  const { signal } = new AbortController()
  const startMs = performance.now()
  const end = await runImport({ gate, clock: systemClock, signal, held, plan, fileName: 'orders.csv', source })
  const seconds = (performance.now() - startMs) / 1_000
  clearInterval(progress)
  memory.stop()
  const view = await readImport(gate.database, held.id)
  const isWhole = end === 'done' && view?.imported === rows && view.quarantined === 0
  if (!isWhole) throw new Error(`the import ended as ${end} with ${view?.imported ?? 0} of ${rows} rows`)
  const [stored] = await gate.database<{ orders: number }[]>`select count(*)::int as orders from orders`
  return {
    rows,
    fileMb: Math.round(source.bytes / MIB),
    seconds: Math.round(seconds),
    rowsPerSecond: Math.round(rows / seconds),
    startRssMb: memory.startMb,
    peakRssMb: memory.peakMb(),
    lost: rows - (stored?.orders ?? 0),
    invariantsBroken: isSound(await verify(gate.database)) ? 0 : 1,
  }
}

function* fileOf(rows: number): Generator<string> {
  yield `${HEADER.join(',')}\n`
  for (let first = 1; first <= rows; first += LINES_PER_PIECE) {
    let text = ''
    for (let row = first; row < Math.min(first + LINES_PER_PIECE, rows + 1); row += 1) text += lineOf(row)
    yield text
  }
}

function lineOf(row: number): string {
  const yuan = ((row * 7_919) % 50_000) / 100
  const at = new Date(FIRST_SECOND + row * 1_000).toISOString().slice(0, 19).replace('T', ' ')
  const isPaid = row % 7 !== 0
  return `${3_800_000_000_000_000_000n + BigInt(row)},${yuan},${isPaid ? yuan : 0},浙江省,${at},${isPaid && yuan > 0 ? at : ''},0.0\n`
}

function watchMemory(): { startMb: number; peakMb: () => number; stop: () => void } {
  let peak = process.memoryUsage.rss()
  const startMb = Math.round(peak / MIB)
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_INTERVAL_MS)
  return { startMb, peakMb: () => Math.round(peak / MIB), stop: () => clearInterval(timer) }
}
