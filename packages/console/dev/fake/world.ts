// What the stand-in knows: an evening of orders that goes on while somebody watches.

import type { Session } from '@tidegate/contract'
import type { FakeOrder } from './order.ts'

const MINUTE = 60_000

export const session: Session = {
  user: '林若溪',
  role: 'owner',
  merchant: { code: 'demo', name: '鲜爪宠物', isDemo: true },
}

export interface FakeState {
  orders: FakeOrder[]
  signedIn: boolean
  /** Starts with nothing in it, as on the first second of a new installation. */
  empty: boolean
}

/** A surge: about 60 orders a minute, then more than threefold from minute 22 on. */
const rateAt = (minute: number) =>
  Math.round(58 + 9 * Math.sin(minute / 3) + 165 / (1 + Math.exp((22 - minute) / 1.8)) + 14 * Math.sin(minute * 1.7))

export function history(now: number): FakeOrder[] {
  const start = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE
  const orders: FakeOrder[] = []
  for (let minute = 0; minute < 60; minute += 1) {
    const rate = rateAt(minute)
    for (let index = 0; index < rate; index += 1) {
      const placedAt = start + minute * MINUTE + Math.floor((index * MINUTE) / rate)
      if (placedAt < now) orders.push({ seed: 7_919 * (orders.length + 1), placedAt })
    }
  }
  return orders
}

export function grow(state: FakeState): void {
  if (state.empty) return
  const count = Math.random() < 0.75 ? 2 : 1
  for (let index = 0; index < count; index += 1)
    state.orders.push({ seed: 7_919 * (state.orders.length + 1), placedAt: Date.now() - index * 130 })
}
