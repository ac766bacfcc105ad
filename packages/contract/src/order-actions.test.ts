import { HOLD_KINDS, ORDER_STAGES, PLACEABLE_HOLD_KINDS } from '@tidegate/domain'
import { expect, test } from 'vitest'
import {
  PLACE_HOLD_ROLES,
  RELEASE_HOLD_ROLES,
  rolesThatRelease,
  whyNotCancel,
  whyNotHold,
  whyNotRelease,
} from './order-actions.ts'
import { ROLES } from './session.ts'

const reasonsFor = (ask: (stage: (typeof ORDER_STAGES)[number]) => string | null) =>
  Object.fromEntries(ORDER_STAGES.map((stage) => [stage, ask(stage)]))

test('what can still be stopped may be cancelled', () => {
  expect(reasonsFor((stage) => whyNotCancel('service', { stage }))).toEqual({
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
  })
})

test('what has something to come may be held', () => {
  expect(reasonsFor((stage) => whyNotHold('risk', { stage }))).toMatchObject({
    unpaid: null,
    partly_shipped: null,
    shipped: 'nothing_to_hold',
    closed: 'nothing_to_hold',
  })
})

test('who looks and packs changes nothing; the role is asked before the order', () => {
  for (const role of ['viewer', 'warehouse'] as const) {
    expect(whyNotCancel(role, { stage: 'closed' })).toBe('role')
    expect(whyNotHold(role, { stage: 'shipped' })).toBe('role')
    for (const kind of HOLD_KINDS) expect(whyNotRelease(role, kind), kind).not.toBeNull()
  }
})

test('a risk hold is for the reviewer, a fact is for who answers for operations', () => {
  expect(ROLES.filter((role) => whyNotRelease(role, 'risk') === null)).toEqual(['owner', 'risk'])
  expect(ROLES.filter((role) => whyNotRelease(role, 'refund') === null)).toEqual(['owner', 'operations'])
  expect(whyNotRelease('owner', 'out_of_stock')).toBe('not_waivable')
})

test('nobody is asked to release a kind who is not let through to the route', () => {
  for (const kind of HOLD_KINDS) expect(RELEASE_HOLD_ROLES).toEqual(expect.arrayContaining([...rolesThatRelease(kind)]))
  for (const role of PLACE_HOLD_ROLES)
    expect(
      PLACEABLE_HOLD_KINDS.some((kind) => whyNotRelease(role, kind) === null),
      role,
    ).toBe(true)
})
