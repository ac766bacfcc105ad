// What people and programs may do to an order. The same table keeps the routes and greys out the buttons: each
// answer is why not, or null where it may be done.

import type { HoldKind, OrderStage } from '@tidegate/domain'
import type { OrderSummary } from './order.ts'
import type { Role } from './session.ts'

export const CANCEL_ROLES = ['owner', 'operations', 'service'] as const satisfies readonly Role[]
export const PLACE_HOLD_ROLES = ['owner', 'operations', 'risk', 'service'] as const satisfies readonly Role[]
/** Whoever may release any kind at all; which kinds, `RELEASE_ROLES` says. */
export const RELEASE_HOLD_ROLES = ['owner', 'operations', 'risk', 'service'] as const satisfies readonly Role[]

/** Waiving what follows from facts ships an order the facts speak against: that is not for everybody to decide. */
const WAIVERS = ['owner', 'operations'] as const satisfies readonly Role[]
/** Without goods, without a SKU or without an address there is nothing to ship: such a hold goes when its reason does. */
const NOBODY = [] as const satisfies readonly Role[]

const RELEASE_ROLES: Record<HoldKind, readonly Role[]> = {
  risk: ['owner', 'risk'],
  address: RELEASE_HOLD_ROLES,
  manual: RELEASE_HOLD_ROLES,
  payment: WAIVERS,
  out_of_stock: NOBODY,
  mapping: NOBODY,
  incomplete: NOBODY,
  platform: WAIVERS,
  refund: WAIVERS,
  rule_error: WAIVERS,
}

export type WhyNot =
  | 'role'
  | 'already_shipped'
  | 'already_closed'
  | 'already_completed'
  | 'only_history'
  | 'nothing_to_hold'
  | 'not_waivable'

const WHY_NOT_CANCEL: Record<OrderStage, WhyNot | null> = {
  unpaid: null,
  held: null,
  waiting_stock: null,
  to_allocate: null,
  to_ship: null,
  partly_shipped: 'already_shipped',
  shipped: 'already_shipped',
  completed: 'already_completed',
  closed: 'already_closed',
  history: 'only_history',
}

const WHY_NOT_HOLD: Record<OrderStage, WhyNot | null> = {
  unpaid: null,
  held: null,
  waiting_stock: null,
  to_allocate: null,
  to_ship: null,
  partly_shipped: null,
  shipped: 'nothing_to_hold',
  completed: 'nothing_to_hold',
  closed: 'nothing_to_hold',
  history: 'only_history',
}

type Acted = Pick<OrderSummary, 'stage'>

export function whyNotCancel(role: Role, { stage }: Acted): WhyNot | null {
  return (CANCEL_ROLES as readonly Role[]).includes(role) ? WHY_NOT_CANCEL[stage] : 'role'
}

export function whyNotHold(role: Role, { stage }: Acted): WhyNot | null {
  return (PLACE_HOLD_ROLES as readonly Role[]).includes(role) ? WHY_NOT_HOLD[stage] : 'role'
}

export function whyNotRelease(role: Role, kind: HoldKind): WhyNot | null {
  const roles = rolesThatRelease(kind)
  if (roles.length === 0) return 'not_waivable'
  return roles.includes(role) ? null : 'role'
}

export function rolesThatRelease(kind: HoldKind): readonly Role[] {
  return RELEASE_ROLES[kind]
}
