// What could not be applied: seen by everyone signed in, since nothing sealed is in it. Replays of many are here
// too; what is done with one row and its content is in quarantine-entry.ts.

import {
  NewestReplayRun,
  PATHS,
  QuarantineDetail,
  QuarantineListQuery,
  QuarantinePage,
  QuarantineReasons,
  ReplayRunWish,
  StartedReplayRun,
} from '@tidegate/contract'
import {
  readQuarantine,
  readQuarantineEntry,
  readQuarantineReasons,
  readReplayRun,
  type QuarantineFilter,
} from '@tidegate/engine'
import type { ReplayRuns } from '../../quarantine/replay-runs.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import { idOf, IdInPath, MAY_REPLAY } from './quarantine-entry.ts'

export interface QuarantineRoutesOptions {
  merchant: MerchantOf
  callers: Callers
  runs: ReplayRuns
}

const tags = ['quarantine']
const MAY_SEE = { people: 'session', scope: 'orders:read' } as const

export function quarantineRoutes(app: App, options: QuarantineRoutesOptions): void {
  listRoutes(app, options.merchant)
  runRoutes(app, options)
}

function listRoutes(app: App, merchant: MerchantOf): void {
  app.route({
    method: 'GET',
    url: PATHS.quarantine,
    config: { access: MAY_SEE },
    schema: {
      summary: 'What could not be applied, the newest first, a page at a time',
      tags,
      querystring: QuarantineListQuery,
      response: { 200: QuarantinePage, ...REFUSALS },
    },
    async handler(request) {
      const { limit, before, state, ...wish } = request.query
      const { database } = await merchant.gate(request)
      return readQuarantine(database, toFilter(wish, state), {
        limit,
        before: before === undefined ? null : rowId(before),
      })
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.quarantineReasons,
    config: { access: MAY_SEE },
    schema: { summary: 'How many wait for which reason', tags, response: { 200: QuarantineReasons, ...REFUSALS } },
    async handler(request) {
      const { database } = await merchant.gate(request)
      return { reasons: await readQuarantineReasons(database) }
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.quarantineEntry,
    config: { access: MAY_SEE },
    schema: {
      summary: 'One row, and what was done to it',
      tags,
      params: IdInPath,
      response: { 200: QuarantineDetail, ...REFUSALS },
    },
    async handler(request) {
      const { database } = await merchant.gate(request)
      const detail = await readQuarantineEntry(database, idOf(request.params))
      if (detail === null) throw new Refusal('not_found')
      return detail
    },
  })
}

function runRoutes(app: App, { merchant, callers, runs }: QuarantineRoutesOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.quarantineReplays,
    config: { access: MAY_REPLAY },
    schema: {
      summary: 'Replay everything a filter matches, in the background; one run at a time',
      tags,
      body: ReplayRunWish,
      response: { 200: StartedReplayRun, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const { actor } = callers.of(request)
      const run = await runs.start(gate, { actor, filter: toFilter(request.body.filter, 'open') })
      if (run !== null) return { started: true, run }
      const underWay = await readReplayRun(gate.database)
      if (underWay === null) throw new Error('a replay is under way and has no row')
      return { started: false, run: underWay }
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.quarantineReplays,
    config: { access: MAY_SEE },
    schema: { summary: 'How the newest replay of many goes', tags, response: { 200: NewestReplayRun, ...REFUSALS } },
    async handler(request) {
      const { database } = await merchant.gate(request)
      return { run: await readReplayRun(database) }
    },
  })
}

function toFilter(wish: ReplayRunWish['filter'], state: QuarantineFilter['state']): QuarantineFilter {
  const { source = '', code = null, field = null, olderThanSeconds = 0 } = wish
  return { state, source, code, field, olderThanSeconds }
}

function rowId(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new Refusal('bad_request', {
    field: '/before',
    expected: 'the `next` of an earlier page',
    detail: 'Something in the query is not as expected',
  })
}
