// What is done to orders by number: cancelled, held, released. Each is a command through the door, signed by who asked.

import {
  ActionResult,
  BulkRequest,
  BulkResult,
  CANCEL_ROLES,
  CancelRequest,
  PATHS,
  PLACE_HOLD_ROLES,
  PlaceHoldRequest,
  RELEASE_HOLD_ROLES,
  ReleaseHoldRequest,
  rolesThatRelease,
} from '@tidegate/contract'
import type { OrderAction, Role } from '@tidegate/contract'
import { HOLD_KINDS } from '@tidegate/domain'
import type { OrderKey } from '@tidegate/domain'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import { NumberInPath } from './order-number-in-path.ts'

const HoldInPath = Type.Object({ ...NumberInPath.properties, hold: Type.Enum(HOLD_KINDS) })

/** A mobile number in the middle of other text. The timeline keeps a reason for good and holds nothing of a receiver. */
const MOBILE_NUMBER = /(?<!\d)1[3-9]\d{9}(?!\d)/

const WRITE = 'orders:write'

export function orderActionRoutes(app: App, merchant: MerchantOf, callers: Callers): void {
  const tags = ['orders']
  const act = actor(merchant, callers)

  app.route({
    method: 'POST',
    url: PATHS.orderCancel,
    config: { access: { people: CANCEL_ROLES, scope: WRITE } },
    schema: {
      summary: 'Cancel an order nothing of which has shipped; its stock goes back for sale',
      tags,
      params: NumberInPath,
      body: CancelRequest,
      response: { 200: ActionResult, ...REFUSALS },
    },
    handler: (request) => act.one(request, request.params.number, { action: 'cancel_order', ...request.body }),
  })

  app.route({
    method: 'POST',
    url: PATHS.orderHolds,
    config: { access: { people: PLACE_HOLD_ROLES, scope: WRITE } },
    schema: {
      summary: 'Hold an order: it goes no further until the hold is released',
      tags,
      params: NumberInPath,
      body: PlaceHoldRequest,
      response: { 200: ActionResult, ...REFUSALS },
    },
    handler: (request) => act.one(request, request.params.number, { action: 'place_hold', ...request.body }),
  })

  app.route({
    method: 'POST',
    url: PATHS.orderHoldRelease,
    config: { access: { people: RELEASE_HOLD_ROLES, scope: WRITE } },
    schema: {
      summary: 'Release a hold; the order goes on by itself when it was the last one',
      tags,
      params: HoldInPath,
      body: ReleaseHoldRequest,
      response: { 200: ActionResult, ...REFUSALS },
    },
    handler: (request) =>
      act.one(request, request.params.number, {
        action: 'release_hold',
        hold: request.params.hold,
        ...request.body,
      }),
  })

  app.route({
    method: 'POST',
    url: PATHS.orderActions,
    config: { access: { people: everyRole(CANCEL_ROLES, PLACE_HOLD_ROLES, RELEASE_HOLD_ROLES), scope: WRITE } },
    schema: {
      summary: 'Do one thing to many orders; each has an outcome of its own',
      tags,
      body: BulkRequest,
      response: { 200: BulkResult, ...REFUSALS },
    },
    handler: async (request) => ({ results: await act.all(request, request.body.numbers, request.body.do) }),
  })
}

function everyRole(...lists: readonly (readonly Role[])[]): readonly Role[] {
  return [...new Set(lists.flat())]
}

interface Act {
  /** Refuses with `not_found` where there is no such order. */
  one(request: FastifyRequest, number: string, action: OrderAction): Promise<ActionResult>
  all(request: FastifyRequest, numbers: readonly string[], action: OrderAction): Promise<ActionResult[]>
}

function actor(merchant: MerchantOf, callers: Callers): Act {
  const all: Act['all'] = async (request, numbers, action) => {
    if (!callers.isOneOf(request, rolesFor(action))) throw new Refusal('not_allowed')
    refusePhoneNumbers(action.reason)
    const [gate, reads] = await Promise.all([merchant.gate(request), merchant.reads(request)])
    const { actor } = callers.of(request)
    const keys = await reads.orderKeys(numbers)
    return Promise.all(
      numbers.map(async (number): Promise<ActionResult> => {
        const key = keys.get(number)
        if (key === undefined) return { number, outcome: 'order_unknown' }
        const { outcome } = await gate.submit(commandOf(action, key, actor))
        return { number, outcome }
      }),
    )
  }
  return {
    all,
    async one(request, number, action) {
      const [result] = await all(request, [number], action)
      if (result === undefined || result.outcome === 'order_unknown') throw new Refusal('not_found')
      return result
    },
  }
}

function rolesFor(action: OrderAction): readonly Role[] {
  switch (action.action) {
    case 'cancel_order':
      return CANCEL_ROLES
    case 'place_hold':
      return PLACE_HOLD_ROLES
    case 'release_hold':
      return rolesThatRelease(action.hold)
  }
}

function commandOf(action: OrderAction, key: OrderKey, actor: string) {
  const { reason } = action
  switch (action.action) {
    case 'cancel_order':
      return { kind: 'cancel_order', actor, key, reason } as const
    case 'place_hold':
      return { kind: 'place_hold', actor, key, reason, hold: action.hold } as const
    case 'release_hold':
      return { kind: 'release_hold', actor, key, reason, hold: action.hold } as const
  }
}

function refusePhoneNumbers(reason: string): void {
  if (!MOBILE_NUMBER.test(reason)) return
  throw new Refusal('bad_request', {
    field: '/reason',
    expected: 'no telephone number: the timeline keeps a reason for good',
    detail: 'Something in the body is not as expected',
  })
}
