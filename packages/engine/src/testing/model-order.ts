// An order of the naive model, and what a snapshot changes of it.

import type { OrderSnapshot } from '@tidegate/domain'

export interface Units {
  open: number
  reserved: number
  allocated: number
  shipped: number
  cancelled: number
}

export interface ModelOrder {
  content: string
  stateVersion: number
  linesVersion: number | null
  receiverVersion: number | null
  platformState: string
  payable: number
  /** What its one leg asks for. */
  due: number
  paid: number
  isDated: boolean
  refunded: number
  refunds: Map<string, number>
  isRefunding: boolean
  isForbidden: boolean
  isCancelled: boolean
  isOutOfStock: boolean
  /** Placed longer ago than an unpaid order keeps its units. */
  isOld: boolean
  /** Was paid and is not any more, so that only some of its units run out. */
  isMixed: boolean
  province: string | null
  placedHolds: Set<string>
  lines: Map<string, { sku: string; quantity: number; cancelled: number; payable: number }>
  units: Map<string, Units>
}

const OLD_MS = 60_000 * 29

export function newModelOrder(snapshot: OrderSnapshot): ModelOrder {
  return {
    content: '',
    stateVersion: -Infinity,
    linesVersion: null,
    receiverVersion: null,
    platformState: 'open',
    payable: 0,
    due: 0,
    paid: 0,
    isDated: false,
    refunded: 0,
    refunds: new Map(),
    isRefunding: false,
    isForbidden: false,
    isCancelled: false,
    isOutOfStock: false,
    isOld: Date.now() - snapshot.placedAt > OLD_MS,
    isMixed: false,
    province: null,
    placedHolds: new Set(),
    lines: new Map(),
    units: new Map(),
  }
}

/** Null where the snapshot is older than everything it brings; else whether the address moved. */
export function applyToModel(order: ModelOrder, snapshot: OrderSnapshot, content: string): { moved: boolean } | null {
  const { version, lines, receiver } = snapshot
  const isNewState = version >= order.stateVersion
  const hasNewLines = lines !== null && version >= (order.linesVersion ?? -Infinity)
  const hasNewReceiver = receiver !== null && version >= (order.receiverVersion ?? -Infinity)
  if (!isNewState && !hasNewLines && !hasNewReceiver) return null
  const wasPaid = paymentOf(order) !== 'unpaid'
  order.content = content
  if (isNewState) applyState(order, snapshot)
  if (hasNewLines) applyLines(order, snapshot)
  const before = order.province
  if (hasNewReceiver) {
    order.receiverVersion = version
    order.province = receiver.province
  }
  applyMoney(order, snapshot, isNewState)
  if (wasPaid && paymentOf(order) === 'unpaid') order.isMixed = true
  if (isNewState && !isDead(order)) order.isForbidden = snapshot.shippingForbidden
  return { moved: order.province !== before }
}

function applyState(order: ModelOrder, snapshot: OrderSnapshot): void {
  order.stateVersion = snapshot.version
  order.payable = snapshot.payableFen
  order.isRefunding = snapshot.refunding
  if (order.platformState === 'open') order.platformState = snapshot.platformState
}

function applyLines(order: ModelOrder, snapshot: OrderSnapshot): void {
  order.linesVersion = snapshot.version
  for (const line of order.lines.values()) Object.assign(line, { cancelled: line.quantity, payable: 0 })
  for (const { platformLineId, skuCode, quantity, cancelledQuantity, payableFen } of snapshot.lines ?? []) {
    order.lines.set(platformLineId, { sku: skuCode ?? '', quantity, cancelled: cancelledQuantity, payable: payableFen })
  }
}

/** The one leg our test orders have. Money once paid is never unsaid, however old the news; true where it is news. */
export function applyMoney(order: ModelOrder, snapshot: OrderSnapshot, isNewState: boolean): boolean {
  const [leg] = snapshot.legs
  if (leg === undefined) return false
  const isNews = leg.paidFen > order.paid || (leg.paidAt !== null && !order.isDated)
  order.paid = Math.max(order.paid, leg.paidFen)
  order.isDated ||= leg.paidAt !== null
  if (isNewState) order.due = leg.payableFen
  return isNews
}

export function paymentOf(order: ModelOrder): string {
  if (order.paid > 0 && order.refunded === order.paid) return 'refunded'
  if (!order.isDated || order.paid < order.due) return 'unpaid'
  return order.isRefunding ? 'refunding' : 'paid'
}

export function isPaid(order: ModelOrder): boolean {
  return paymentOf(order) === 'paid' || paymentOf(order) === 'refunding'
}

export function isDead(order: ModelOrder): boolean {
  return order.isCancelled || order.platformState === 'closed' || paymentOf(order) === 'refunded'
}

/** A line without a demand counts: nobody knows yet what it will ask for. */
export function unitsToCome(order: ModelOrder): boolean {
  if ([...order.lines.values()].some((line) => !order.units.has(line.sku))) return true
  return [...order.units.values()].some((units) => units.open + units.reserved + units.allocated > 0)
}
