// Compares what was acknowledged with what is stored, by queries of its own: neither the engine's code
// nor the audit's is used, so that a mistake in either cannot hide itself.

import type { Command, Outcome } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { LedgerEntry } from './producer.ts'

export interface LedgerReport {
  orders: number
  shipped: number
  /** Acknowledged and not there. */
  lost: string[]
  /** There more than once, or there and never sent. */
  duplicated: string[]
  /** Units promised or shipped beyond what came in. */
  oversold: number
  /** Answers that are impossible unless something before them was lost or taken twice. */
  impossible: string[]
}

type Answered<K extends Command['kind']> = { command: Extract<Command, { kind: K }>; outcome: Outcome }

const IMPOSSIBLE = new Set([
  'order_unknown',
  'shop_unknown',
  'sku_unknown',
  'location_unknown',
  'fulfillment_order_unknown',
  'quarantined',
  'exceeds_paid',
  'exceeds_on_hand',
])

export async function checkLedger(sql: Database, ledger: readonly LedgerEntry[]): Promise<LedgerReport> {
  const report: LedgerReport = {
    orders: 0,
    shipped: 0,
    lost: [],
    duplicated: [],
    oversold: await readOversold(sql, ledger),
    impossible: [],
  }
  for (const { command, outcome } of ledger) {
    const name = outcome === 'unknown' ? 'never answered' : outcome.outcome
    if (outcome === 'unknown' || IMPOSSIBLE.has(name) || name.includes('different'))
      report.impossible.push(`${command.kind}: ${name}`)
  }
  await checkOrders(sql, ledger, report)
  await checkShipments(sql, ledger, report)
  await checkRefunds(sql, ledger, report)
  await checkReceipts(sql, ledger, report)
  return report
}

function answered<K extends Command['kind']>(ledger: readonly LedgerEntry[], kind: K): Answered<K>[] {
  return ledger.filter(
    (entry) => entry.command.kind === kind && entry.outcome !== 'unknown',
  ) as unknown as Answered<K>[]
}

async function checkOrders(sql: Database, ledger: readonly LedgerEntry[], report: LedgerReport): Promise<void> {
  const rows = await sql<{ id: string; count: number; version: number; cancelled: boolean }[]>`
    select platform_order_id as id, count(*)::int8 as count, min(state_version) as version, bool_and(cancel_requested) as cancelled
    from orders group by shop_id, platform_order_id`
  const stored = new Map(rows.map((row) => [row.id, row]))
  const sent = new Set<string>()
  for (const { command } of answered(ledger, 'record_order')) {
    const { key, version } = command.snapshot
    sent.add(key.platformOrderId)
    const row = stored.get(key.platformOrderId)
    if (row === undefined) report.lost.push(`order ${key.platformOrderId}`)
    else if (row.version < version) report.lost.push(`order ${key.platformOrderId} of version ${version}`)
  }
  for (const { command, outcome } of answered(ledger, 'cancel_order')) {
    const isCancelled = stored.get(command.key.platformOrderId)?.cancelled === true
    if (outcome.outcome !== 'already_shipped' && !isCancelled)
      report.lost.push(`cancel of ${command.key.platformOrderId}`)
  }
  for (const { id, count } of rows) if (count > 1 || !sent.has(id)) report.duplicated.push(`order ${id}: ${count}`)
  report.orders = rows.length
}

async function checkShipments(sql: Database, ledger: readonly LedgerEntry[], report: LedgerReport): Promise<void> {
  const rows = await sql<{ id: number; state: string; shipments: number; tracking: string | null }[]>`
    select f.id, f.state, count(s.id)::int8 as shipments, min(s.tracking_number) as tracking
    from fulfillment_orders f left join shipments s on s.fulfillment_order_id = f.id
    where f.state = 'closed' or s.id is not null group by f.id`
  const stored = new Map(rows.map((row) => [row.id, row]))
  const sent = new Set<number>()
  for (const { command } of answered(ledger, 'ship_fulfillment_order')) {
    sent.add(command.fulfillmentOrderId)
    const row = stored.get(command.fulfillmentOrderId)
    const isStored = row !== undefined && row.state === 'closed' && row.tracking === command.trackingNumber
    if (!isStored) report.lost.push(`shipment of ${command.fulfillmentOrderId}`)
  }
  for (const { id, shipments } of rows) {
    if (shipments !== 1 || !sent.has(id)) report.duplicated.push(`shipment of ${id}: ${shipments}`)
  }
  report.shipped = rows.length
}

async function checkRefunds(sql: Database, ledger: readonly LedgerEntry[], report: LedgerReport): Promise<void> {
  const rows = await sql<{ id: string; count: number; fen: number }[]>`
    select refund_id as id, count(*)::int8 as count, sum(amount_fen)::int8 as fen from refunds group by refund_id`
  const stored = new Map(rows.map((row) => [row.id, row]))
  for (const { command } of answered(ledger, 'record_refund')) {
    const row = stored.get(command.refundId)
    if (row === undefined) report.lost.push(`refund ${command.refundId}`)
    else if (row.count !== 1 || row.fen !== command.amountFen)
      report.duplicated.push(`refund ${command.refundId}: ${row.fen} fen`)
  }
}

async function checkReceipts(sql: Database, ledger: readonly LedgerEntry[], report: LedgerReport): Promise<void> {
  const rows = await sql<{ key: string; count: number; units: number }[]>`
    select m.reference || '@' || l.code as key, count(*)::int8 as count, sum(m.quantity)::int8 as units
    from stock_movements m join locations l on l.id = m.location_id where m.kind = 'receipt' group by 1`
  const stored = new Map(rows.map((row) => [row.key, row]))
  for (const { command } of answered(ledger, 'receive_stock')) {
    const key = `${command.reference}@${command.locationCode}`
    const row = stored.get(key)
    if (row === undefined) report.lost.push(`receipt ${key}`)
    else if (row.count !== 1 || row.units !== command.quantity)
      report.duplicated.push(`receipt ${key}: ${row.units} units`)
  }
}

/**
 * Per SKU: live claims and shipped units against what the ledger of this test, not the database's, says came in.
 * What a warehouse ships after a cancel is a fact that may leave us short (docs/ARCHITECTURE.md, "Facts and requests"); it is no promise of ours.
 */
async function readOversold(sql: Database, ledger: readonly LedgerEntry[]): Promise<number> {
  const came = new Map<string, number>()
  for (const { command } of answered(ledger, 'receive_stock')) {
    came.set(command.skuCode, (came.get(command.skuCode) ?? 0) + command.quantity)
  }
  const rows = await sql<{ code: string; units: number }[]>`
    select sku.code, sum(claim.units)::int8 as units
    from (
      select sku_id, quantity as units from reservations where ended_as is null
      union all
      select a.sku_id, a.quantity from allocations a
      where (a.ended_as is null or a.ended_as = 'shipped') and not exists (
        select 1 from order_events e
        where e.order_id = a.order_id and e.kind = 'order_shipped' and e.body ->> 'afterCancel' = 'true'
          and (e.body ->> 'fulfillmentOrder')::int8 = a.fulfillment_order_id)
    ) claim join skus sku on sku.id = claim.sku_id group by sku.code`
  return rows.reduce((sum, { code, units }) => sum + Math.max(0, units - (came.get(code) ?? 0)), 0)
}
