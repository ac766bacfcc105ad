// Takes one file through the door: read once to know its orders, read again to record them, every row told of. Whoever
// dies on the way leaves what is durable and what is told; the next goes on from there, and nothing is doubled.

import { FileError, openTable, orderIdOf, rowMapper } from '@tidegate/connectors'
import type { MappedRow } from '@tidegate/connectors'
import { checkRows } from './check-rows.ts'
import { ImportFault } from './open-import.ts'
import type { ImportWork, OpenImport } from './open-import.ts'
import { OrderGroups } from './order-runs.ts'
import { recordChunk } from './record-chunk.ts'
import { rowsLeftOut } from './told-rows.ts'

/** `lost`: cancelled meanwhile, or another process has it. */
export type ImportEnd = 'done' | 'refused' | 'failed' | 'lost'

/** Orders sent to the door together. A batch takes as many; the next chunks are read and sealed meanwhile. */
const CHUNK_ORDERS = 400
const CHUNKS_UNDER_WAY_MAX = 2
/** So many bad orders are one mistake about the whole file, and nobody's to mend one by one. */
const BAD_ORDERS_MAX = 10_000

export async function runImport(work: ImportWork): Promise<ImportEnd> {
  const { gate, held } = work
  try {
    const end = await openAndRecord(work)
    if (end === 'lost') return end
    return (await gate.imports.end(held, end)) ? end : 'lost'
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof ImportFault)) throw error
    return (await gate.imports.end(held, 'failed', `${error.code}: ${error.message}`)) ? 'failed' : 'lost'
  }
}

async function openAndRecord(work: ImportWork): Promise<'done' | 'refused' | 'lost'> {
  const { gate, held, plan, source } = work
  const { name, version } = plan.mapping
  const mapping = (await gate.imports.mapping(name, version))?.mapping
  if (mapping === undefined) throw new ImportFault('mapping_unknown', `there is no mapping ${name} version ${version}`)
  const expects = Object.values(mapping.columns)
  const table = await openTable(source, { sheet: plan.sheet, encoding: plan.encoding, expects })
  const isTold = rowsLeftOut(await gate.imports.toldRows(held.id))
  const open: OpenImport = { ...work, table, mapping, map: rowMapper(table.columns, mapping), isTold }
  const check = await checkRows(open)
  if (check === null) return 'lost'
  if (check.badOrders > 0) return 'refused'
  if (!(await gate.imports.beginRecording(held, check.rows))) return 'lost'
  return (await recordRows(open, new OrderGroups(check.scattered))) ? 'done' : 'lost'
}

/** False once it is no longer ours. */
async function recordRows(open: OpenImport, groups: OrderGroups): Promise<boolean> {
  const chunks = chunkQueue(open)
  let orders: MappedRow[][] = []
  for await (const rows of open.table.rows()) {
    open.signal.throwIfAborted()
    for (const source of rows) {
      if (open.isTold(source.row)) continue
      const row = open.map(source)
      const whole = groups.add(orderIdOf(row), row)
      if (whole === null) continue
      orders.push(whole)
      if (orders.length < CHUNK_ORDERS) continue
      if (!(await chunks.add(orders))) return false
      orders = []
    }
  }
  orders.push(...groups.end())
  for (let start = 0; start < orders.length; start += CHUNK_ORDERS) {
    if (!(await chunks.add(orders.slice(start, start + CHUNK_ORDERS)))) return false
  }
  return chunks.end()
}

interface ChunkQueue {
  /** Waits for room; false once the import is no longer ours. */
  add(orders: MappedRow[][]): Promise<boolean>
  end(): Promise<boolean>
}

function chunkQueue(open: OpenImport): ChunkQueue {
  const underWay: Promise<boolean>[] = []
  let badOrders = 0
  let isOurs = true

  const settleFirst = async (): Promise<void> => {
    const first = underWay.shift()
    if (first !== undefined && !(await first)) isOurs = false
  }
  const record = async (orders: MappedRow[][]): Promise<boolean> => {
    const chunk = await recordChunk(open, orders)
    badOrders += chunk.badOrders
    const isStillOurs = await open.gate.imports.record(open.held, chunk.results)
    if (badOrders > BAD_ORDERS_MAX) {
      throw new ImportFault('too_many_bad', `more than ${BAD_ORDERS_MAX} orders cannot be read: is this its mapping?`)
    }
    return isStillOurs
  }
  return {
    async add(orders) {
      const chunk = record(orders)
      // Whoever waits for it hears of a failure; until then it is nobody's rejection.
      chunk.catch(() => undefined)
      underWay.push(chunk)
      if (underWay.length >= CHUNKS_UNDER_WAY_MAX) await settleFirst()
      return isOurs
    },
    async end() {
      while (underWay.length > 0) await settleFirst()
      return isOurs
    },
  }
}
