// The first reading of a file: how many rows there are and which orders stand in several places. Where one bad row is
// to refuse the file, every order is decoded as well, and nothing is recorded before all were found good.

import { decodeOrder, FileError, orderIdOf } from '@tidegate/connectors'
import type { MappedRow } from '@tidegate/connectors'
import type { RowResult } from '@tidegate/domain'
import { OrderGroups, RunLog } from './order-runs.ts'
import type { ScatteredOrders } from './order-runs.ts'
import type { OpenImport } from './open-import.ts'

const PROGRESS_INTERVAL_MS = 1_000
/** A report of a refused file names as many; who mended those imports it again. */
const REFUSED_ORDERS_MAX = 1_000

/** What is remembered of a file is a number for each of its orders: 40 MB at most. */
const ROWS_MAX = 5_000_000

export interface Check {
  rows: number
  scattered: ScatteredOrders
  badOrders: number
}

/** Null once the import is no longer ours. */
export async function checkRows(open: OpenImport): Promise<Check | null> {
  const { table, map, clock, signal, gate, held, plan } = open
  const runs = new RunLog()
  let rows = 0
  let toldAt = clock.now()
  for await (const piece of table.rows()) {
    signal.throwIfAborted()
    for (const row of piece) runs.add(orderIdOf(map(row)))
    rows += piece.length
    if (rows > ROWS_MAX) throw new FileError('too_large', `more than ${ROWS_MAX} rows: split the file`)
    if (clock.now() - toldAt < PROGRESS_INTERVAL_MS) continue
    toldAt = clock.now()
    if (!(await gate.imports.checked(held, rows))) return null
  }
  const scattered = runs.scattered()
  const badOrders = plan.badRows === 'refuse_file' ? await refuseBad(open, scattered) : 0
  return badOrders === null ? null : { rows, scattered, badOrders }
}

/** Tells of the rows that are bad; null once the import is no longer ours. */
async function refuseBad(open: OpenImport, scattered: ScatteredOrders): Promise<number | null> {
  const { table, map, isTold, signal, gate, held } = open
  const groups = new OrderGroups(scattered)
  let bad = 0
  let results: RowResult[] = []
  const check = (order: MappedRow[] | null): void => {
    const refused = order === null ? null : refusalOf(order, open)
    if (refused === null || bad >= REFUSED_ORDERS_MAX) return
    bad += 1
    results.push(refused)
  }
  for await (const piece of table.rows()) {
    signal.throwIfAborted()
    for (const source of piece) {
      const row = map(source)
      if (!isTold(row.row)) check(groups.add(orderIdOf(row), row))
    }
    if (results.length === 0) continue
    if (!(await gate.imports.record(held, results))) return null
    results = []
  }
  for (const order of groups.end()) check(order)
  return (await gate.imports.record(held, results)) ? bad : null
}

function refusalOf(order: MappedRow[], { plan }: OpenImport): RowResult | null {
  const decoded = decodeOrder(order, plan)
  if (decoded.ok) return null
  const { row, problem } = decoded.bad
  return { firstRow: row, lastRow: row, outcome: 'refused', problem }
}
