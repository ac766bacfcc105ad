// The engine as a child would write it: maps of stock and orders, every quantity recounted when asked.
// Written from docs and rules, not from the engine's code, so that the two can be wrong apart. Where a
// location is a free choice the model does not guess it: it is told, and checks that the choice is legal.

import type { Command, OrderSnapshot } from '@tidegate/domain'
import { applyMoney, applyToModel, newModelOrder } from './model-order.ts'
import { isDead, isPaid, paymentOf, unitsToCome } from './model-order.ts'
import type { ModelOrder, Units } from './model-order.ts'

type KnownOrderCommand = Exclude<Extract<Command, { key: unknown }>, { kind: 'record_order' | 'record_history' }>

/** What one fulfillment order would ship, as last seen alive. */
export interface ModelWork {
  orderKey: string
  state: 'live' | 'cancelled' | 'closed'
  items: { sku: string; location: string; quantity: number }[]
  /** Nobody knows what it held at the end: it is not shipped in a story. */
  isUncertain: boolean
}

export class NaiveModel {
  readonly onHand = new Map<string, number>()
  readonly orders = new Map<string, ModelOrder>()
  works = new Map<number, ModelWork>()
  isAnyLevelShort = false
  private readonly references = new Map<string, number>()
  readonly skus: Set<string>

  constructor(skus: readonly string[]) {
    this.skus = new Set(skus)
  }

  /** One command; answers the outcome's word. */
  step(command: Command): string {
    if (command.kind === 'move_cursor') throw new Error('the model polls nobody')
    if (command.kind === 'record_history') throw new Error('the model reads no files')
    if (command.kind === 'record_order') return this.record(command.snapshot)
    if (command.kind === 'ship_fulfillment_order') return this.ship(command.fulfillmentOrderId)
    if (command.kind === 'receive_stock' || command.kind === 'adjust_stock') return this.stockFact(command)
    const order = this.orders.get(keyText(command.key))
    return order === undefined ? 'order_unknown' : this.orderStep(order, command)
  }

  private record(snapshot: OrderSnapshot): string {
    const key = keyText(snapshot.key)
    const content = JSON.stringify(snapshot)
    const known = this.orders.get(key)
    if (known?.content === content) return 'already_recorded'
    const order = known ?? newModelOrder(snapshot)
    const applied = applyToModel(order, snapshot, content)
    if (applied === null) {
      if (applyMoney(order, snapshot, false)) this.settle(order, true)
      return 'older_than_known'
    }
    this.orders.set(key, order)
    if (known !== undefined && applied.moved) this.recall(order)
    this.settle(order, true)
    return known === undefined ? 'recorded' : 'updated'
  }

  private orderStep(order: ModelOrder, command: KnownOrderCommand): string {
    switch (command.kind) {
      case 'record_payment':
        if (order.paid >= command.paidFen && order.isDated) return 'already_recorded'
        order.paid = Math.max(order.paid, command.paidFen)
        order.isDated = true
        return this.settled(order, 'recorded')
      case 'record_refund': {
        const earlier = order.refunds.get(command.refundId)
        if (earlier !== undefined)
          return earlier === command.amountFen ? 'already_recorded' : 'recorded_with_different_amount'
        if (command.amountFen > order.paid - order.refunded) return 'exceeds_paid'
        order.refunds.set(command.refundId, command.amountFen)
        order.refunded += command.amountFen
        return this.settled(order, 'recorded')
      }
      case 'cancel_order':
        if (isDead(order)) return 'already_cancelled'
        if (total(order, 'shipped') > 0) return 'already_shipped'
        order.isCancelled = true
        return this.settled(order, 'cancelled')
      case 'place_hold':
        if (order.placedHolds.has(command.hold)) return 'already_held'
        if (isDead(order) || !unitsToCome(order)) return 'nothing_to_hold'
        order.placedHolds.add(command.hold)
        return this.settled(order, 'held')
      case 'release_hold':
        if (!order.placedHolds.delete(command.hold)) return 'not_held'
        return this.settled(order, 'released')
      case 'expire_reservations':
        return this.expire(order)
      case 'advance_order': {
        const before = this.picture(order)
        this.settle(order, true)
        return this.picture(order) === before ? 'unchanged' : 'advanced'
      }
    }
  }

  private settled(order: ModelOrder, outcome: string): string {
    this.settle(order, true)
    return outcome
  }

  /** Unpaid and placed long ago: whatever it still reserves has run out. */
  private expire(order: ModelOrder): string {
    if (paymentOf(order) !== 'unpaid' || !order.isOld || total(order, 'reserved') === 0) return 'nothing_due'
    for (const units of order.units.values()) move(units, ['reserved', 'open'], units.reserved)
    return 'expired'
  }

  private recall(order: ModelOrder): void {
    for (const units of order.units.values()) move(units, ['allocated', 'reserved'], units.allocated)
  }

  private settle(order: ModelOrder, isRouted: boolean): void {
    for (const line of order.lines.values()) {
      if (!this.skus.has(line.sku)) continue
      const units = order.units.get(line.sku) ?? { open: 0, reserved: 0, allocated: 0, shipped: 0, cancelled: 0 }
      order.units.set(line.sku, units)
      const unshipped = Math.max(0, line.quantity - units.shipped)
      units.cancelled = isDead(order) ? unshipped : Math.min(line.cancelled, unshipped)
      let surplus = units.open + units.reserved + units.allocated - (unshipped - units.cancelled)
      if (surplus < 0) units.open -= surplus
      for (const from of ['open', 'reserved', 'allocated'] as const) {
        const freed = Math.min(Math.max(0, surplus), units[from])
        units[from] -= freed
        surplus -= freed
      }
    }
    if (isDead(order)) {
      order.placedHolds.clear()
      order.isForbidden = false
      order.isOutOfStock = false
    } else if (isRouted) this.goOn(order)
  }

  private goOn(order: ModelOrder): void {
    if (paymentOf(order) !== 'unpaid' || !order.isOld) {
      for (const [sku, units] of order.units)
        move(units, ['open', 'reserved'], Math.min(units.open, this.available(sku)))
    }
    order.isOutOfStock = isPaid(order) && total(order, 'open') > 0
    if (!isPaid(order) || this.holdsOf(order).length > 0 || total(order, 'reserved') === 0) return
    const lacks = [...order.units].some(([sku, units]) => units.reserved > this.shippable(sku, order))
    if (lacks) order.isOutOfStock = true
    else for (const units of order.units.values()) move(units, ['reserved', 'allocated'], units.reserved)
  }

  private stockFact(fact: {
    kind: string
    skuCode: string
    locationCode: string
    quantity: number
    reference: string
  }): string {
    if (!this.skus.has(fact.skuCode)) return 'sku_unknown'
    const place = `${fact.skuCode}@${fact.locationCode}`
    const reference = `${fact.kind}/${place}/${fact.reference}`
    const earlier = this.references.get(reference)
    if (earlier !== undefined)
      return earlier === fact.quantity ? 'already_recorded' : 'recorded_with_different_quantity'
    const after = (this.onHand.get(place) ?? 0) + fact.quantity
    if (after < 0) return 'exceeds_on_hand'
    this.references.set(reference, fact.quantity)
    this.onHand.set(place, after)
    return 'recorded'
  }

  private ship(id: number): string {
    const work = this.works.get(id)
    if (work === undefined) return 'fulfillment_order_unknown'
    if (work.state === 'closed') return 'already_shipped'
    const order = this.orders.get(work.orderKey)
    if (order === undefined) throw new Error('work belongs to an order')
    const before = work.state
    for (const { sku, location, quantity } of work.items) {
      const place = `${sku}@${location}`
      this.onHand.set(place, Math.max(0, (this.onHand.get(place) ?? 0) - quantity))
      const units = order.units.get(sku)
      if (units === undefined) throw new Error('work covers a demand')
      if (before === 'live') units.allocated -= quantity
      else takeBack(units, quantity)
      units.shipped += quantity
    }
    work.state = 'closed'
    const wasHeld = this.holdsOf(order).length > 0
    // What left although it was routed elsewhere needs no second parcel. Rules are not asked, so nothing is allocated.
    this.settle(order, false)
    if (before === 'cancelled') return 'shipped_after_cancel'
    return wasHeld ? 'shipped_while_held' : 'shipped'
  }

  holdsOf(order: ModelOrder): string[] {
    if (isDead(order)) return []
    const lines = [...order.lines.values()]
    const isMapped = lines.every((line) => line.quantity <= line.cancelled || order.units.has(line.sku))
    const due = lines.reduce((sum, line) => sum + line.payable, 0)
    const reasons: [string, boolean][] = [
      ['mapping', !isMapped],
      ['incomplete', order.linesVersion === null || (isPaid(order) && order.province === null)],
      ['payment', order.linesVersion !== null && order.linesVersion >= order.stateVersion && due !== order.payable],
      ['refund', order.isRefunding],
      ['platform', order.isForbidden],
      ['out_of_stock', order.isOutOfStock],
    ]
    const automatic = reasons.flatMap(([kind, stands]) => (stands ? [kind] : []))
    return [...order.placedHolds, ...automatic].toSorted()
  }

  pool(sku: string): { onHand: number; reserved: number; allocated: number; short: number } {
    const onHand = [...this.onHand].reduce(
      (sum, [place, quantity]) => sum + (place.startsWith(`${sku}@`) ? quantity : 0),
      0,
    )
    const units = [...this.orders.values()].flatMap((order) => order.units.get(sku) ?? [])
    const reserved = units.reduce((sum, each) => sum + each.reserved, 0)
    const allocated = units.reduce((sum, each) => sum + each.allocated, 0)
    return { onHand, reserved, allocated, short: Math.max(0, reserved + allocated - onHand) }
  }

  private available(sku: string): number {
    const { onHand, reserved, allocated } = this.pool(sku)
    return Math.max(0, onHand - reserved - allocated)
  }

  /**
   * Units of the SKU that locations could still be asked to ship. What the model was last told of locations is
   * as old as the batch; where no level lacks anything the sums say it all.
   */
  private shippable(sku: string, order: ModelOrder): number {
    const { onHand, allocated } = this.pool(sku)
    if (!this.isAnyLevelShort) return onHand - allocated
    const isRecalled = order.units.get(sku)?.allocated === 0
    const works = [...this.works.values()].filter((work) => !isRecalled || this.orders.get(work.orderKey) !== order)
    return this.free(sku, works)
  }

  private free(sku: string, works: readonly ModelWork[]): number {
    const items = works.flatMap((work) => (work.state === 'live' ? work.items : []))
    const places = [...this.onHand].filter(([place]) => place.startsWith(`${sku}@`))
    return places.reduce((sum, [place, quantity]) => {
      const taken = items.reduce(
        (units, item) => units + (`${item.sku}@${item.location}` === place ? item.quantity : 0),
        0,
      )
      return sum + Math.max(0, quantity - taken)
    }, 0)
  }

  /** Takes over what is known of locations: which work holds what, and whether a level lacks anything. */
  see(works: Map<number, ModelWork>): void {
    this.works = works
    this.isAnyLevelShort = [...this.skus].some((sku) => {
      const { onHand, allocated } = this.pool(sku)
      return this.free(sku, [...works.values()]) !== onHand - allocated
    })
  }

  picture(order: ModelOrder): string {
    return JSON.stringify([total(order, 'reserved'), total(order, 'allocated'), this.holdsOf(order)])
  }

  /** A pass of time after which every unpaid order is old. */
  timePasses(): void {
    for (const order of this.orders.values()) order.isOld = true
  }
}

export function keyText(key: { shop: string; platformOrderId: string }): string {
  return `${key.shop}/${key.platformOrderId}`
}

function total(order: ModelOrder, quantity: keyof Units): number {
  return [...order.units.values()].reduce((sum, units) => sum + units[quantity], 0)
}

function move(units: Units, [from, to]: [keyof Units, keyof Units], quantity: number): void {
  units[from] -= quantity
  units[to] += quantity
}

function takeBack(units: Units, quantity: number): void {
  const fromCancelled = Math.min(quantity, units.cancelled)
  units.cancelled -= fromCancelled
  units.open -= Math.min(quantity - fromCancelled, units.open)
}
