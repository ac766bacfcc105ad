// Work a person gives a shop's links: read a stretch of the past, read these orders, take over its listings.

import { AskBackfill, BACKFILL_DAYS_MAX, BackfillList, BackfillView, FetchOrders, PATHS } from '@tidegate/contract'
import { toWireTime } from '@tidegate/engine'
import type { Backfill } from '@tidegate/engine'
import { Type } from 'typebox'
import type { ShopRunners } from '../../link/shop-runner.ts'
import { syncListings } from '../../link/sync-listings.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import { ShopInPath } from './shops.ts'

export interface ShopWorkOptions {
  merchant: MerchantOf
  callers: Callers
  runners: Pick<ShopRunners, 'find'>
}

const tags = ['channels']
const MAY_SEE = { people: 'session', scope: 'orders:read' } as const
const MAY_ASK = { people: ['owner', 'operations', 'service'], scope: 'orders:write' } as const
const DAY_MS = 24 * 60 * 60_000
const BACKFILLS_SHOWN = 10
const SYNC_MS_MAX = 60_000

export function shopWorkRoutes(app: App, options: ShopWorkOptions): void {
  backfillRoutes(app, options)
  readingRoutes(app, options)
}

function backfillRoutes(app: App, { merchant, callers }: ShopWorkOptions): void {
  app.route({
    method: 'GET',
    url: PATHS.shopBackfills,
    config: { access: MAY_SEE },
    schema: {
      summary: 'The newest backfills of a shop',
      tags,
      params: ShopInPath,
      response: { 200: BackfillList, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      return { backfills: (await gate.links.backfills.list(request.params, BACKFILLS_SHOWN)).map(toView) }
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.shopBackfills,
    config: { access: MAY_ASK },
    schema: {
      summary: 'Reads a stretch of the past again',
      tags,
      params: ShopInPath,
      body: AskBackfill,
      response: { 200: BackfillView, ...REFUSALS },
    },
    async handler(request) {
      const [from, to] = [Date.parse(request.body.from), Date.parse(request.body.to)]
      if (!(from < to)) throw new Refusal('bad_request', { field: '/to', expected: 'a time after "from"' })
      if (to - from > BACKFILL_DAYS_MAX * DAY_MS)
        throw new Refusal('bad_request', { field: '/from', expected: `at most ${BACKFILL_DAYS_MAX} days before "to"` })
      const gate = await merchant.gate(request)
      const asked = await gate.links.backfills.ask(request.params, { from, to, by: callers.of(request).actor })
      if (asked === null) throw new Refusal('not_found')
      return toView(asked)
    },
  })

  app.route({
    method: 'DELETE',
    url: PATHS.shopBackfill,
    config: { access: MAY_ASK },
    schema: {
      summary: 'Stops a backfill; what it has read stays',
      tags,
      params: Type.Object({ ...ShopInPath.properties, id: Type.String({ pattern: '^\\d{1,15}$' }) }),
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const gate = await merchant.gate(request)
      if (!(await gate.links.backfills.stop(request.params, Number(request.params.id)))) throw new Refusal('not_found')
      return reply.code(204).send(null)
    },
  })
}

function readingRoutes(app: App, { merchant, runners }: ShopWorkOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.shopFetches,
    config: { access: MAY_ASK },
    schema: {
      summary: 'Reads these orders again, by their platform ids',
      tags,
      params: ShopInPath,
      body: FetchOrders,
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const gate = await merchant.gate(request)
      await gate.links.fetches.add(request.params, request.body.platformOrderIds, 'asked')
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.shopListings,
    config: { access: MAY_ASK },
    schema: {
      summary: "Takes over the shop's listings now",
      tags,
      params: ShopInPath,
      response: { 200: Type.Object({ added: Type.Integer() }), ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const running = runners.find(gate.merchant.code, request.params)
      if (running === undefined) throw new Refusal('not_found', { detail: 'This process does not run the shop' })
      return { added: await syncListings(running.link, AbortSignal.timeout(SYNC_MS_MAX)) }
    },
  })
}

function toView({ id, from, to, position, ...backfill }: Backfill): BackfillView {
  return { ...backfill, id: String(id), from: toWireTime(from), to: toWireTime(to), position: toWireTime(position) }
}
