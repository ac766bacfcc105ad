// The rows of one order to the command that tells of it: as history (docs/adr/0013), or as an order to be shipped.

import type {
  Fen,
  ImportField,
  ImportMode,
  Instant,
  OrderHistory,
  OrderKey,
  OrderSnapshot,
  RecordHistory,
  RecordOrder,
  RepeatedLinePolicy,
  ShopKey,
} from '@tidegate/domain'
import { readLines } from './decode-lines.ts'
import { readPayment } from './decode-payment.ts'
import type { Payment } from './decode-payment.ts'
import { readReceiver, readRegion } from './decode-receiver.ts'
import type { BadRow, FieldRow } from './read-fields.ts'
import { readRows, RowReader } from './read-fields.ts'

export interface ImportRules {
  shop: ShopKey
  mode: ImportMode
  repeatedLines: RepeatedLinePolicy
}

export type ImportCommand = RecordHistory | RecordOrder
export type DecodedRows = { ok: true; command: ImportCommand } | { ok: false; bad: BadRow; key: OrderKey | null }

/** What every row of an order says alike, where it says it at all. */
const ORDER_FIELDS: readonly ImportField[] = [
  'placed_at',
  'paid_at',
  'changed_at',
  'state',
  'payable',
  'paid',
  'refunded',
  'freight',
  'currency',
  'receiver_name',
  'receiver_phone',
  'address',
  'province',
  'city',
  'district',
  'buyer',
]

/** `rows` all name one order; they are told apart from another's by `orderIdOf`. */
export function decodeOrder(rows: readonly FieldRow[], rules: ImportRules): DecodedRows {
  const read = readRows(() =>
    toCommand(
      rows.map((row) => new RowReader(row)),
      rules,
    ),
  )
  return read.ok ? { ok: true, command: read.value } : { ok: false, bad: read.bad, key: keyOf(rows, rules.shop) }
}

/** Null where the row names no order that could be told. */
export function orderIdOf(row: FieldRow): string | null {
  if (row.fault !== null) return null
  const read = readRows(() => new RowReader(row).id('order_id'))
  return read.ok ? read.value : null
}

function keyOf([first]: readonly FieldRow[], shop: ShopKey): OrderKey | null {
  const platformOrderId = first === undefined ? null : orderIdOf(first)
  return platformOrderId === null ? null : { ...shop, platformOrderId }
}

function toCommand(readers: readonly RowReader[], rules: ImportRules): ImportCommand {
  const [first] = readers
  if (first === undefined) throw new Error('an order has a row')
  for (const reader of readers) {
    reader.requireWhole()
    reader.id('order_id')
    if (reader !== first) for (const field of ORDER_FIELDS) reader.requireSame(field, first)
  }
  const key = { ...rules.shop, platformOrderId: first.id('order_id') }
  const actor = `import:${rules.shop.shop}`
  return rules.mode === 'history'
    ? { kind: 'record_history', actor, key, history: toHistory(first) }
    : { kind: 'record_order', actor, snapshot: toSnapshot(readers, { first, key, rules }) }
}

function toHistory(reader: RowReader): OrderHistory {
  const placedAt = reader.time('placed_at')
  const payableFen = reader.fen('payable')
  const { paidFen, refundedFen, paidAt } = readPayment(reader, { payableFen, placedAt })
  return { placedAt, currency: currencyOf(reader), payableFen, paidFen, paidAt, refundedFen, ...readRegion(reader) }
}

interface Live {
  first: RowReader
  key: OrderKey
  rules: ImportRules
}

function toSnapshot(readers: readonly RowReader[], { first, key, rules }: Live): OrderSnapshot {
  const placedAt = first.time('placed_at')
  const lines = readLines(readers, rules.repeatedLines)
  const freightFen = first.optionalFen('freight') ?? 0
  const payableFen = first.optionalFen('payable') ?? lines.reduce((sum, line) => sum + line.payableFen, freightFen)
  const payment = readPayment(first, { payableFen, placedAt })
  // There are no refunds of an order that is still to be shipped which a file could name.
  if (payment.refundedFen > 0) first.fail('refunded', 'payment_unclear', 'nothing refunded of an order to be shipped')
  return {
    key,
    version: first.optionalTime('changed_at') ?? Math.max(placedAt, payment.paidAt ?? placedAt),
    placedAt,
    platformState: payment.platformState,
    refunding: false,
    shippingForbidden: false,
    currency: currencyOf(first),
    freightFen,
    payableFen,
    legs: [legOf(payment, payableFen)],
    lines,
    receiver: readReceiver(first),
  }
}

function legOf(
  { paidFen, paidAt }: Payment,
  payableFen: Fen,
): OrderSnapshot['legs'][number] & { paidAt: Instant | null } {
  return { leg: 'whole', payableFen, paidFen, paidAt }
}

function currencyOf(reader: RowReader): string {
  const text = reader.text('currency').toUpperCase()
  if (text === '' || text === '人民币' || text === 'RMB') return 'CNY'
  return /^[A-Z]{3}$/.test(text) ? text : reader.fail('currency', 'bad_currency', 'three letters, like CNY')
}
