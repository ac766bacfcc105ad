// A person's own views of a list. Programs have none: a key is nobody's list.

import {
  NewSavedView,
  PATHS,
  SavedView,
  SavedViewList,
  SavedViewsQuery,
  ViewInPath,
  ViewRename,
} from '@tidegate/contract'
import { deleteView, readSavedViews, renameView, saveView } from '@tidegate/engine'
import { Type } from 'typebox'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

interface Options {
  merchant: MerchantOf
  callers: Callers
}

const tags = ['views']
const config = { access: 'session' } as const

export function savedViewRoutes(app: App, options: Options): void {
  listRoutes(app, options)
  viewRoutes(app, options)
}

function listRoutes(app: App, { merchant, callers }: Options): void {
  app.route({
    method: 'GET',
    url: PATHS.savedViews,
    config,
    schema: {
      summary: "The person's own views of a list, the oldest first",
      tags,
      querystring: SavedViewsQuery,
      response: { 200: SavedViewList, ...REFUSALS },
    },
    async handler(request) {
      const { database } = await merchant.gate(request)
      const { userId } = callers.session(request)
      return { views: await readSavedViews(database, { userId, list: request.query.list }) }
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.savedViews,
    config,
    schema: {
      summary: 'Keeps a view; under a name that is there it replaces that one',
      tags,
      body: NewSavedView,
      response: { 200: SavedView, ...REFUSALS },
    },
    async handler(request) {
      const { database } = await merchant.gate(request)
      const { userId } = callers.session(request)
      const { list, ...view } = request.body
      const saved = await saveView(database, { userId, list }, view)
      if (saved === null) throw refused('/list', 'a list with fewer than 50 views of yours')
      return saved
    },
  })
}

function viewRoutes(app: App, { merchant, callers }: Options): void {
  const ofRequest = async (request: Parameters<Callers['session']>[0], id: string) => {
    const { database } = await merchant.gate(request)
    return { database, view: { userId: callers.session(request).userId, id: Number(id) } }
  }

  app.route({
    method: 'PUT',
    url: PATHS.savedView,
    config,
    schema: {
      summary: 'Gives a view another name',
      tags,
      params: ViewInPath,
      body: ViewRename,
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const { database, view } = await ofRequest(request, request.params.id)
      const outcome = await renameView(database, view, request.body.name)
      if (outcome === 'view_unknown') throw new Refusal('not_found')
      if (outcome === 'name_taken') throw refused('/name', 'a name none of your views has')
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'DELETE',
    url: PATHS.savedView,
    config,
    schema: { summary: 'Drops a view', tags, params: ViewInPath, response: { 204: Type.Null(), ...REFUSALS } },
    async handler(request, reply) {
      const { database, view } = await ofRequest(request, request.params.id)
      if (!(await deleteView(database, view))) throw new Refusal('not_found')
      return reply.code(204).send(null)
    },
  })
}

function refused(field: string, expected: string): Refusal {
  return new Refusal('bad_request', { field, expected, detail: 'Something in the request is not as expected' })
}
