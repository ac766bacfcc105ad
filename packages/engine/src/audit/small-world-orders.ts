// Orders of the small world with everything that hangs on them, and the work for its warehouses.

import { at, bytes, CUP, HZ, POT, SZ, TEA } from './small-world-names.ts'
import type { Id, Row } from './small-world-names.ts'

/**
 * 101 allocated · 102 a bundle, shipped, partly refunded · 103 unpaid · 104 cancelled · 105 held · 106 waiting ·
 * 107 unmapped, and its money does not sum · 108 done and paid back · 109 shipped after cancel · 110 several lines, nothing reserved ·
 * 111 known from a file only, partly refunded
 */
export function orders(id: Id): Record<string, Row[]> {
  const order = (number: number, columns: Row = {}): Row => ({
    id: id(number),
    shop_id: id(1),
    platform_order_id: `P${number}`,
    number: `TB${number}`,
    placed_at: at(0),
    history: false,
    state_version: at(0),
    lines_version: at(0),
    receiver_version: at(0),
    platform_state: 'open',
    payment: 'paid',
    stage: 'to_ship',
    refunding: false,
    cancel_requested: false,
    currency: 'CNY',
    freight_fen: 500,
    payable_fen: 2500,
    queue: 'normal',
    priority: 50,
    content_hash: bytes(`content ${number}`),
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    receiver_masked: false,
    events_count: 0,
    chain_head: bytes(''),
    ...columns,
  })
  return {
    orders: [
      order(101),
      order(102, { stage: 'shipped', shop_id: id(2) }),
      order(103, { stage: 'unpaid', payment: 'unpaid', platform_order_id: 'P101', shop_id: id(2) }),
      order(104, { stage: 'closed', cancel_requested: true }),
      order(105, { stage: 'held' }),
      order(106, { stage: 'waiting_stock' }),
      order(107, { stage: 'unpaid', payable_fen: 2600, payment: 'deposit_paid' }),
      order(108, {
        stage: 'completed',
        payment: 'refunded',
        platform_state: 'completed',
        lines_version: null,
        receiver_version: null,
      }),
      order(109, { stage: 'partly_shipped', platform_state: 'closed' }),
      order(110, { stage: 'unpaid', payment: 'unpaid', state_version: at(5) }),
      order(111, { stage: 'history', history: true, freight_fen: 0, lines_version: null, receiver_version: null }),
    ],
    ...lines(id),
    ...legs(id),
    holds: [
      hold(id, 104, { kind: 'manual', released_at: at(2), released_by: 'user:1' }),
      hold(id, 105, { kind: 'manual' }),
      hold(id, 106, { kind: 'out_of_stock' }),
      hold(id, 107, { kind: 'mapping' }),
      hold(id, 107, { kind: 'payment', hold_no: 2 }),
    ],
  }
}

function hold(id: Id, order: number, columns: Row): Row {
  return { order_id: id(order), hold_no: 1, reason: 'test', placed_at: at(1), ...columns }
}

function lines(id: Id): Record<string, Row[]> {
  const line = (order: number, sku: string, columns: Row = {}): Row => ({
    order_id: id(order),
    line_no: 1,
    platform_line_id: `L${order}`,
    origin: 'platform',
    sku_code: sku,
    title: sku,
    quantity: 1,
    cancelled_quantity: 0,
    list_fen: 2e3,
    seller_discount_fen: 0,
    platform_subsidy_fen: 0,
    payable_fen: 2e3,
    ...columns,
  })
  const none = { open: 0, reserved: 0, allocated: 0, shipped: 0, cancelled: 0, returned: 0 }
  const demand = (order: number, sku: number, quantities: Row): Row => ({
    order_id: id(order),
    line_no: 1,
    sku_id: id(sku),
    per_unit: 1,
    ordered: 1,
    ...none,
    ...quantities,
  })
  return {
    order_lines: [
      line(101, 'TEA', { quantity: 2 }),
      line(102, 'SET'),
      line(103, 'CUP'),
      line(104, 'TEA'),
      line(105, 'TEA'),
      line(106, 'POT', { quantity: 3 }),
      line(107, 'NEW'),
      line(109, 'CUP'),
      line(110, 'TEA', { payable_fen: 1500, quantity: 2, cancelled_quantity: 1 }),
      line(110, 'CUP', { payable_fen: 500, line_no: 2, platform_line_id: 'L110b' }),
      line(110, 'CUP', { payable_fen: 0, line_no: 3, platform_line_id: 'L110c', cancelled_quantity: 1 }),
    ],
    line_demands: [
      demand(101, TEA, { ordered: 2, allocated: 2 }),
      demand(102, TEA, { shipped: 1 }),
      demand(102, CUP, { per_unit: 2, ordered: 2, shipped: 2, returned: 1 }),
      demand(103, CUP, { reserved: 1 }),
      demand(104, TEA, { cancelled: 1 }),
      demand(105, TEA, { allocated: 1 }),
      demand(106, POT, { ordered: 3, reserved: 2, open: 1 }),
      demand(109, CUP, { ordered: 2, allocated: 1, shipped: 1 }),
      demand(110, TEA, { ordered: 2, open: 1, cancelled: 1 }),
      demand(110, CUP, { open: 1, line_no: 2 }),
      demand(110, CUP, { cancelled: 1, line_no: 3 }),
    ],
  }
}

function legs(id: Id): Record<string, Row[]> {
  const leg = (order: number, columns: Row = {}): Row => ({
    order_id: id(order),
    leg: 'whole',
    payable_fen: 2500,
    paid_fen: 2500,
    refunded_fen: 0,
    paid_at: at(1),
    ...columns,
  })
  const unpaid = { paid_fen: 0, paid_at: null }
  return {
    payment_legs: [
      leg(101),
      leg(102, { refunded_fen: 700 }),
      leg(103, unpaid),
      leg(104),
      leg(105),
      leg(106),
      leg(107, { leg: 'deposit', payable_fen: 1000, paid_fen: 1000 }),
      leg(107, { leg: 'balance', payable_fen: 1600, ...unpaid }),
      leg(108, { refunded_fen: 2500 }),
      leg(109),
      leg(110, unpaid),
      leg(111, { refunded_fen: 500 }),
    ],
    refunds: [
      { order_id: id(102), refund_id: 'RF1', leg: 'whole', amount_fen: 300, batch_id: id(900) },
      { order_id: id(102), refund_id: 'RF2', leg: 'whole', amount_fen: 400, batch_id: id(900) },
      { order_id: id(108), refund_id: 'RF1', leg: 'whole', amount_fen: 2500, batch_id: id(900) },
      { order_id: id(111), refund_id: 'history:500', leg: 'whole', amount_fen: 500, batch_id: id(900) },
    ],
  }
}

export function fulfillment(id: Id): Record<string, Row[]> {
  const work = (number: number, location: number, state: string): Row => ({
    id: id(number),
    location_id: id(location),
    state,
    priority: 50,
    release_at: at(2),
    batch_id: id(900),
  })
  const claim = (order: number, [sku, location, number]: [number, number, number], columns: Row = {}): Row => ({
    order_id: id(order),
    allocation_no: 1,
    line_no: 1,
    sku_id: id(sku),
    location_id: id(location),
    fulfillment_order_id: id(number),
    quantity: 1,
    ended_as: null,
    ...columns,
  })
  const parcel = (number: number, work_id: number): Row => ({
    id: id(number),
    fulfillment_order_id: id(work_id),
    carrier: 'sf',
    tracking_number: `SF${number}`,
    batch_id: id(900),
  })
  const told = (number: number, order: number): Row => ({
    shipment_id: id(number),
    order_id: id(order),
    state: 'owed',
    is_unsure: false,
    attempts: 0,
    next_at: at(3),
    born_at: at(3),
  })
  return {
    fulfillment_orders: [
      work(501, HZ, 'open'),
      work(502, HZ, 'closed'),
      work(503, HZ, 'cancelled'),
      work(504, HZ, 'on_hold'),
      work(505, SZ, 'closed'),
      work(506, SZ, 'in_progress'),
      work(507, SZ, 'closed'),
    ],
    allocations: [
      claim(101, [TEA, HZ, 501], { quantity: 2 }),
      claim(102, [TEA, HZ, 502], { ended_as: 'shipped' }),
      claim(102, [CUP, SZ, 507], { ended_as: 'shipped', quantity: 2, allocation_no: 2 }),
      claim(104, [TEA, HZ, 503], { ended_as: 'released' }),
      claim(105, [TEA, HZ, 504]),
      claim(109, [CUP, SZ, 505], { ended_as: 'shipped' }),
      // Closed by the platform when its second attempt was already being packed.
      claim(109, [CUP, SZ, 506], { allocation_no: 2 }),
    ],
    shipments: [parcel(601, 502), parcel(602, 505), parcel(603, 507)],
    shipment_confirmations: [told(601, 102), told(602, 109), told(603, 102)],
  }
}
