// A made-up order in full, and how it came to be so.

import type { OrderDetail, OrderLineView, OrderStage, OrderSummary, TimelineEvent } from '@tidegate/contract'
import {
  FREIGHT_FEN,
  LOCATIONS,
  MINUTE,
  REGIONS,
  SECOND,
  fateOf,
  from,
  isAllocated,
  linesOf,
  locationsOf,
  payableOf,
  summaryOf,
} from './order.ts'
import type { Fate, FakeLine, FakeOrder } from './order.ts'

const isGone = (stage: OrderStage, index: number) =>
  stage === 'shipped' || stage === 'completed' || (stage === 'partly_shipped' && index === 0)

function whereUnitsAre(stage: OrderStage, index: number) {
  if (isGone(stage, index)) return 'shipped'
  if (isAllocated(stage)) return 'allocated'
  if (stage === 'closed') return 'cancelled'
  return stage === 'waiting_stock' && index === 0 ? 'open' : 'reserved'
}

/** The hold an order of this fate gets. */
const FATE_HOLDS: Partial<Record<Fate, { kind: string; reason: string }>> = {
  risk: { kind: 'risk', reason: '同一手机号 10 分钟内下单 4 笔（规则 velocity-phone）' },
  mapping: { kind: 'mapping', reason: 'line 1: no SKU for code TMALL-GIFT-0618' },
  short: { kind: 'out_of_stock', reason: 'units are waiting for stock' },
}

function lineView(line: FakeLine, index: number, stage: OrderStage): OrderLineView {
  const list = line.quantity * line.priceFen
  const known = line.sku !== 'TMALL-GIFT-0618'
  const at = whereUnitsAre(stage, index)
  const none = { open: 0, reserved: 0, allocated: 0, shipped: 0, cancelled: 0, returned: 0 }
  const quantities = { ...none, ordered: line.quantity, [at]: line.quantity }
  if (at === 'open' && line.quantity > 1) Object.assign(quantities, { open: line.quantity - 1, reserved: 1 })
  return {
    lineNo: index + 1,
    platformLineId: `#${index + 1}`,
    title: line.title,
    skuCode: line.sku,
    quantity: line.quantity,
    cancelledQuantity: stage === 'closed' ? line.quantity : 0,
    listFen: list,
    sellerDiscountFen: Math.floor(list * 0.1),
    platformSubsidyFen: Math.floor(list * 0.12) - Math.floor(list * 0.1),
    payableFen: payableOf(line),
    demands: known && line.sku !== null ? [{ sku: line.sku, ...quantities }] : [],
  }
}

export function detailOf(order: FakeOrder, now: number): OrderDetail {
  const summary = summaryOf(order, now)
  const lines = linesOf(order.seed)
  const paid = summary.stage !== 'unpaid'
  const isoAfter = (ms: number) => new Date(order.placedAt + ms).toISOString()
  const hold = FATE_HOLDS[fateOf(order.seed)]
  const stands = hold !== undefined && summary.holds.includes(hold.kind)
  const placed = summary.holds.filter((kind) => kind !== hold?.kind)
  return {
    order: summary,
    city: from(REGIONS, order.seed, 11)[1],
    freightFen: FREIGHT_FEN,
    queue: summary.payableFen > 50_000 ? 'vip' : 'normal',
    lines: lines.map((line, index) => lineView(line, index, summary.stage)),
    legs: [
      {
        leg: 'whole',
        payableFen: summary.payableFen,
        paidFen: paid ? summary.payableFen : 0,
        refundedFen: summary.stage === 'closed' ? summary.payableFen : 0,
        paidAt: paid ? isoAfter(400) : null,
      },
    ],
    holds: [
      ...placed.map((kind) => ({
        kind,
        reason: '等客户回电',
        placedAt: isoAfter(2 * MINUTE),
        releasedAt: null,
        releasedBy: null,
      })),
      ...(hold !== undefined && paid
        ? [
            {
              ...hold,
              placedAt: isoAfter(900),
              releasedAt: stands ? null : isoAfter(11 * MINUTE),
              releasedBy: stands ? null : 'user:王敏',
            },
          ]
        : []),
    ],
    fulfillmentOrders: summary.locations.map((code, index) => fulfillmentOf(order, summary, { code, index })),
    timeline: timelineOf(order, summary),
  }
}

function fulfillmentOf(order: FakeOrder, summary: OrderSummary, { code, index }: { code: string; index: number }) {
  const lines = linesOf(order.seed).map((line, at) => ({
    lineNo: at + 1,
    sku: line.sku ?? '',
    quantity: line.quantity,
  }))
  const gone = isGone(summary.stage, index)
  return {
    id: String(48_000_000 + (order.seed % 1_000_000) * 2 + index),
    location: { code, name: LOCATIONS.find(([each]) => each === code)?.[1] ?? code },
    state: gone ? 'closed' : 'open',
    lines: summary.locations.length > 1 ? lines.slice(index, index + 1) : lines,
    shipments: gone ? [{ carrier: '顺丰速运', trackingNumber: `SF${1_400_000_000_000 + order.seed + index}` }] : [],
  }
}

function timelineOf(order: FakeOrder, summary: OrderSummary): TimelineEvent[] {
  const events: TimelineEvent[] = []
  const channel = `channel:${summary.channel}`
  const add = (ms: number, kind: string, { actor = channel, ...body }: { actor?: string } & Record<string, unknown>) =>
    events.push({
      seq: events.length + 1,
      at: new Date(order.placedAt + ms).toISOString(),
      kind,
      actor,
      batch: String(920_417 + (order.seed % 50_000) + events.length * 3),
      body,
    })
  const { payableFen, units, stage } = summary
  const content = { version: order.placedAt, platformState: 'open', payableFen }
  add(620, 'order_received', { ...content, payment: 'unpaid' })
  add(640, 'stock_reserved', { units: stage === 'waiting_stock' ? units - 1 : units })
  if (stage === 'unpaid') return events
  add(980, 'payment_recorded', { leg: 'whole', paidFen: payableFen, payment: 'paid' })
  const fate = fateOf(order.seed)
  const hold = FATE_HOLDS[fate]
  if (hold !== undefined) add(1_010, 'hold_placed', { hold: hold.kind, reason: hold.reason })
  if (stage === 'held' || stage === 'waiting_stock' || stage === 'to_allocate') return events
  const late = fate === 'risk' || fate === 'mapping' ? 11 * MINUTE : 1_040
  if (late > 2_000) add(late, 'hold_released', { hold: hold?.kind, actor: 'user:王敏' })
  const picks = locationsOf(order.seed).map(([location], index, all) => ({
    line: index + 1,
    location,
    units: all.length > 1 ? (linesOf(order.seed)[index]?.quantity ?? 1) : units,
  }))
  add(late + 40, 'order_allocated', { units, fromReserved: units, picks, queue: 'normal', rows: ['east-1'] })
  if (fate === 'cancelled') {
    add(90 * SECOND, 'older_content_kept', { version: order.placedAt - 400 })
    add(2 * MINUTE, 'order_cancelled', { reason: '买家申请退款' })
    add(2 * MINUTE, 'allocation_released', { units, to: 'open' })
    add(2 * MINUTE + 300, 'refund_recorded', { refundId: 'R1', amountFen: payableFen, payment: 'refunded' })
    return events
  }
  const parcels = picks.filter((_, index) => isGone(stage, index))
  parcels.forEach((each, index) =>
    add(late + (6 + index * 8) * MINUTE, 'order_shipped', {
      units: each.units,
      carrier: '顺丰速运',
      trackingNumber: `SF${1_400_000_000_000 + order.seed + index}`,
      actor: `warehouse:${each.location}`,
    }),
  )
  return events
}
