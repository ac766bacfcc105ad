// Reads the orders a batch names, whole and locked. Children need no lock of their own: they change
// only under their order's.

import type {
  Demand,
  Hold,
  HoldKind,
  Order,
  OrderLine,
  PaymentLeg,
  PaymentState,
  Refund,
  Reservation,
} from '@tidegate/domain'
import type { Allocation, AllocationEnd, Channel, LegKind, LineOrigin, PlatformState } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'

interface OrderRow {
  id: number
  channel: Channel
  shop: string
  platform_order_id: string
  number: string
  placed_at: number
  history: boolean
  state_version: number
  lines_version: number | null
  receiver_version: number | null
  platform_state: PlatformState
  payment: PaymentState
  refunding: boolean
  cancel_requested: boolean
  currency: string
  freight_fen: number
  payable_fen: number
  queue: string
  priority: number
  content_hash: string
  province: string
  city: string
  district: string
  receiver_masked: boolean
  receiver_page_id: number | null
  receiver_entry: number
  buyer_pseudonym: string | null
  phone_pseudonym: string | null
  phone_last4_pseudonym: string | null
  merge_pseudonym: string | null
  events_count: number
  chain_head: string
}

/** Locks orders in id order, so that two batches naming the same ones queue and never deadlock. */
export async function loadOrders(tx: Transaction, ids: readonly number[]): Promise<Order[]> {
  if (ids.length === 0) return []
  const wanted = `{${ids.join(',')}}`
  const rows = await tx<OrderRow[]>`
    select o.id, s.channel, s.code as shop, o.platform_order_id, o.number, o.placed_at, o.history, o.state_version, o.lines_version,
      o.receiver_version, o.platform_state, o.payment, o.refunding, o.cancel_requested, o.currency, o.freight_fen,
      o.payable_fen, o.queue, o.priority, encode(o.content_hash, 'hex') as content_hash, o.province, o.city, o.district, o.receiver_masked,
      o.receiver_page_id, o.receiver_entry, encode(o.buyer_pseudonym, 'hex') as buyer_pseudonym,
      encode(o.phone_pseudonym, 'hex') as phone_pseudonym, encode(o.phone_last4_pseudonym, 'hex') as phone_last4_pseudonym,
      encode(o.merge_pseudonym, 'hex') as merge_pseudonym, o.events_count, encode(o.chain_head, 'hex') as chain_head
    from orders o join shops s on s.id = o.shop_id
    where o.id = any(${wanted}::int8[])
    order by o.id
    for no key update of o`
  const orders = new Map(rows.map((row) => [row.id, toOrder(row)]))
  await loadChildren(tx, wanted, orders)
  return [...orders.values()]
}

function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    key: { channel: row.channel, shop: row.shop, platformOrderId: row.platform_order_id },
    number: row.number,
    placedAt: row.placed_at,
    history: row.history,
    platformState: row.platform_state,
    payment: row.payment,
    refunding: row.refunding,
    cancelRequested: row.cancel_requested,
    versions: { state: row.state_version, lines: row.lines_version, receiver: row.receiver_version },
    contentHash: row.content_hash,
    currency: row.currency,
    freightFen: row.freight_fen,
    payableFen: row.payable_fen,
    receiver: toReceiver(row),
    queue: row.queue,
    priority: row.priority,
    eventsCount: row.events_count,
    chainHead: row.chain_head,
    lines: [],
    legs: [],
    refunds: [],
    holds: [],
    reservations: [],
    allocations: [],
    knownContents: new Set(),
    change: 'none',
  }
}

function toReceiver(row: OrderRow): Order['receiver'] {
  // Of history the region is known and nobody.
  if (row.receiver_page_id === null && !row.history) return null
  return {
    province: row.province,
    city: row.city,
    district: row.district,
    masked: row.receiver_masked,
    plain: null,
    place: row.receiver_page_id === null ? null : { pageId: row.receiver_page_id, entry: row.receiver_entry },
    buyerPseudonym: row.buyer_pseudonym,
    phonePseudonym: row.phone_pseudonym,
    phoneLast4Pseudonym: row.phone_last4_pseudonym,
    mergePseudonym: row.merge_pseudonym,
  }
}

type Of<T> = T & { orderId: number }

async function loadChildren(tx: Transaction, ids: string, orders: ReadonlyMap<number, Order>): Promise<void> {
  const [lines, demands, legs, refunds, holds, reservations, allocations, contents] = await Promise.all([
    tx<Of<Omit<OrderLine, 'demands' | 'change'> & { origin: LineOrigin }>[]>`
      select order_id as "orderId", line_no as "lineNo", platform_line_id as "platformLineId", origin, sku_code as "skuCode",
        platform_sku_id as "platformSkuId", title, quantity, cancelled_quantity as "cancelledQuantity", list_fen as "listFen",
        seller_discount_fen as "sellerDiscountFen", platform_subsidy_fen as "platformSubsidyFen", payable_fen as "payableFen"
      from order_lines where order_id = any(${ids}::int8[]) order by order_id, line_no`,
    tx<Of<Omit<Demand, 'change'> & { lineNo: number }>[]>`
      select order_id as "orderId", line_no as "lineNo", sku_id as "skuId", per_unit as "perUnit", ordered, open, reserved,
        allocated, shipped, cancelled, returned
      from line_demands where order_id = any(${ids}::int8[]) order by order_id, line_no, sku_id`,
    tx<Of<Omit<PaymentLeg, 'change'> & { leg: LegKind }>[]>`
      select order_id as "orderId", leg, payable_fen as "payableFen", paid_fen as "paidFen", refunded_fen as "refundedFen",
        paid_at as "paidAt"
      from payment_legs where order_id = any(${ids}::int8[])
      order by order_id, array_position(array['whole', 'deposit', 'balance'], leg)`,
    tx<Of<Omit<Refund, 'change'> & { leg: LegKind }>[]>`
      select order_id as "orderId", refund_id as "refundId", leg, amount_fen as "amountFen"
      from refunds where order_id = any(${ids}::int8[]) order by order_id, refund_id, leg`,
    tx<Of<Omit<Hold, 'change'> & { kind: HoldKind }>[]>`
      select order_id as "orderId", hold_no as "holdNo", kind, reason, placed_at as "placedAt", released_at as "releasedAt",
        released_by as "releasedBy"
      from holds where order_id = any(${ids}::int8[]) order by order_id, hold_no`,
    tx<Of<Omit<Reservation, 'change' | 'endedAs'>>[]>`
      select order_id as "orderId", id, line_no as "lineNo", sku_id as "skuId", quantity, expires_at as "expiresAt"
      from reservations where order_id = any(${ids}::int8[]) and ended_as is null order by id`,
    tx<Of<Omit<Allocation, 'change'> & { endedAs: AllocationEnd | null }>[]>`
      select order_id as "orderId", allocation_no as "allocationNo", line_no as "lineNo", sku_id as "skuId",
        location_id as "locationId", fulfillment_order_id as "fulfillmentOrderId", quantity, ended_as as "endedAs"
      from allocations where order_id = any(${ids}::int8[]) order by order_id, allocation_no`,
    tx<{ orderId: number; hash: string }[]>`
      select order_id as "orderId", encode(content_hash, 'hex') as hash
      from order_events where order_id = any(${ids}::int8[]) and content_hash is not null`,
  ])
  const of = (orderId: number): Order => orders.get(orderId) as Order
  for (const { orderId, ...line } of lines) of(orderId).lines.push({ ...line, demands: [], change: 'none' })
  for (const { orderId, lineNo, ...demand } of demands)
    of(orderId).lines[lineNo - 1]?.demands.push({ ...demand, change: 'none' })
  for (const { orderId, ...leg } of legs) of(orderId).legs.push({ ...leg, change: 'none' })
  for (const { orderId, ...refund } of refunds) of(orderId).refunds.push({ ...refund, change: 'none' })
  for (const { orderId, ...hold } of holds) of(orderId).holds.push({ ...hold, change: 'none' })
  for (const { orderId, ...reservation } of reservations) {
    of(orderId).reservations.push({ ...reservation, endedAs: null, change: 'none' })
  }
  for (const { orderId, ...allocation } of allocations) of(orderId).allocations.push({ ...allocation, change: 'none' })
  for (const { orderId, hash } of contents) {
    const order = of(orderId)
    order.knownContents = new Set([...order.knownContents, hash])
  }
}
