// What the Open API tells the gate, and what its outcomes mean to who told it: an answer, or a refusal that names the
// field. Nothing here decides; the answer comes after the commit.

import type {
  MoneyFactRecorded,
  NewAdjustment,
  NewOrder,
  NewPayment,
  NewReceipt,
  NewRefund,
  OrderRecorded,
  StockFactRecorded,
} from '@tidegate/contract'
import { assertNever } from '@tidegate/domain'
import type { AdjustStock, OrderKey, ReceiveStock } from '@tidegate/domain'
import type { ServedGate } from '../gates.ts'
import { Refusal } from '../problems.ts'
import { toInstant, toOrderSnapshot } from './to-order-snapshot.ts'

/** The gate a caller's commands go through, under the caller's name. */
export interface Sender {
  gate: ServedGate
  actor: string
}

export async function recordOrder({ gate, actor }: Sender, order: NewOrder): Promise<OrderRecorded> {
  const answer = await gate.submit({ kind: 'record_order', actor, snapshot: toOrderSnapshot(order) })
  switch (answer.outcome) {
    case 'shop_unknown':
      throw new Refusal('shop_unknown', { field: '/shop', expected: 'a shop of the channel open_api' })
    case 'quarantined':
      throw quarantined(answer.quarantineId)
    case 'recorded':
    case 'updated':
    case 'already_recorded':
    case 'older_than_known':
      return answer
    default:
      return assertNever(answer)
  }
}

export async function recordPayment(
  { gate, actor }: Sender,
  key: OrderKey,
  { leg, paidFen, paidAt }: NewPayment,
): Promise<MoneyFactRecorded> {
  const command = { kind: 'record_payment', actor, key, leg, paidFen, paidAt: toInstant(paidAt, '/paidAt') } as const
  const answer = await gate.submit(command)
  switch (answer.outcome) {
    case 'order_unknown':
      throw new Refusal('not_found')
    case 'leg_unknown':
      throw new Refusal('leg_unknown', { field: '/leg', expected: 'a leg of the order' })
    case 'quarantined':
      throw quarantined(answer.quarantineId)
    case 'recorded':
    case 'already_recorded':
      return answer
    default:
      return assertNever(answer)
  }
}

export async function recordRefund(
  { gate, actor }: Sender,
  key: OrderKey,
  refund: NewRefund,
): Promise<MoneyFactRecorded> {
  const answer = await gate.submit({ kind: 'record_refund', actor, key, ...refund })
  switch (answer.outcome) {
    case 'order_unknown':
      throw new Refusal('not_found')
    case 'recorded_with_different_amount':
      throw new Refusal('recorded_with_different_amount', { field: '/amountFen', expected: String(answer.amountFen) })
    case 'amount_not_positive':
      throw new Refusal('bad_request', { field: '/amountFen', expected: 'at least 1' })
    case 'exceeds_paid':
      throw new Refusal('exceeds_paid', { field: '/amountFen', expected: `at most ${answer.refundableFen}` })
    case 'quarantined':
      throw quarantined(answer.quarantineId)
    case 'recorded':
    case 'already_recorded':
      return answer
    default:
      return assertNever(answer)
  }
}

export function receiveStock(sender: Sender, receipt: NewReceipt): Promise<StockFactRecorded> {
  return recordStockFact(sender, { kind: 'receive_stock', ...stockFact(sender, receipt) })
}

export function adjustStock(sender: Sender, adjustment: NewAdjustment): Promise<StockFactRecorded> {
  return recordStockFact(sender, {
    kind: 'adjust_stock',
    ...stockFact(sender, adjustment),
    reason: adjustment.reason,
  })
}

function stockFact({ actor }: Sender, { sku, location, quantity, reference }: NewReceipt) {
  return { actor, skuCode: sku, locationCode: location, quantity, reference }
}

async function recordStockFact({ gate }: Sender, command: ReceiveStock | AdjustStock): Promise<StockFactRecorded> {
  const answer = await gate.submit(command)
  switch (answer.outcome) {
    case 'sku_unknown':
      throw new Refusal('sku_unknown', { field: '/sku', expected: 'the code of a SKU' })
    case 'location_unknown':
      throw new Refusal('location_unknown', { field: '/location', expected: 'the code of a location' })
    case 'recorded_with_different_quantity':
      throw new Refusal('recorded_with_different_quantity', { field: '/quantity', expected: String(answer.quantity) })
    case 'exceeds_on_hand':
      throw new Refusal('exceeds_on_hand', { field: '/quantity', expected: `at least ${-answer.onHand}` })
    case 'quarantined':
      throw quarantined(answer.quarantineId)
    case 'recorded':
    case 'already_recorded':
      return answer
    default:
      return assertNever(answer)
  }
}

function quarantined(id: number): Refusal {
  return new Refusal('quarantined', { detail: `It waits in quarantine as entry ${id}` })
}
