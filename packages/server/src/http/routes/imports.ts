// Files of orders over HTTP: uploaded piece by piece, looked at, started, followed and reported. The file itself is
// never answered again: it holds receivers.

import {
  Import,
  IMPORT_PIECE_BYTES_MAX,
  ImportListQuery,
  ImportMappings,
  ImportPage,
  ImportPieceQuery,
  ImportPreview,
  ImportPreviewWish,
  ImportReceived,
  ImportWish,
  NewImport,
  PATHS,
} from '@tidegate/contract'
import type { StoredContent } from '@tidegate/engine'
import type { FastifyRequest } from 'fastify'
import { missingFields } from '@tidegate/connectors'
import type { ShopKey } from '@tidegate/domain'
import { toFileName } from '../../import/file-name.ts'
import { canBeLive, mappingNameOf, SOURCE_WORDS, toShop } from '../../import/import-source.ts'
import { makePlan } from '../../import/prepare-import.ts'
import { previewImport } from '../../import/preview-import.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf, ServedGate } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import { idOf, IdInPath } from './quarantine-entry.ts'

export interface ImportRoutesOptions {
  merchant: MerchantOf
  callers: Callers
}

export const tags = ['imports']
export const MAY_SEE = { people: 'session', scope: 'orders:read' } as const
const MAY_IMPORT = { people: ['owner', 'operations'], scope: 'orders:write' } as const

export async function importRoutes(app: App, options: ImportRoutesOptions): Promise<void> {
  listRoutes(app, options)
  startRoutes(app, options)
  previewRoute(app, options)
  // A scope of its own: no other route takes bytes that are not JSON.
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, bytes, parsed) =>
      parsed(null, bytes),
    )
    pieceRoute(scope as unknown as App, options)
    done()
  })
}

export async function importOf(merchant: MerchantOf, request: FastifyRequest, id: number): Promise<Import> {
  const found = await (await merchant.reads(request)).import(id)
  if (found === null) throw new Refusal('not_found')
  return found
}

function listRoutes(app: App, { merchant, callers }: ImportRoutesOptions): void {
  app.route({
    method: 'GET',
    url: PATHS.imports,
    config: { access: MAY_SEE },
    schema: {
      summary: 'Imports, the newest first, a page at a time',
      tags,
      querystring: ImportListQuery,
      response: { 200: ImportPage, ...REFUSALS },
    },
    async handler(request) {
      const { limit, before } = request.query
      const reads = await merchant.reads(request)
      return reads.imports({ limit, before: before === undefined ? null : Number(before) })
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.imports,
    config: { access: MAY_IMPORT },
    schema: {
      summary: 'A file about to be uploaded',
      tags,
      body: NewImport,
      response: { 200: Import, ...REFUSALS },
    },
    async handler(request) {
      const { imports } = await merchant.gate(request)
      const { fileName, bytes } = request.body
      const { actor } = callers.of(request)
      return importOf(merchant, request, await imports.receive({ fileName: toFileName(fileName), bytes, actor }))
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.importMappings,
    config: { access: MAY_SEE },
    schema: {
      summary: 'Saved mappings, the newest version of each',
      tags,
      response: { 200: ImportMappings, ...REFUSALS },
    },
    async handler(request) {
      return { mappings: await (await merchant.gate(request)).imports.mappings() }
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.import,
    config: { access: MAY_SEE },
    schema: { summary: 'One import and how far it is', tags, params: IdInPath, response: { 200: Import, ...REFUSALS } },
    handler: (request) => importOf(merchant, request, idOf(request.params)),
  })
}

function pieceRoute(app: App, { merchant }: ImportRoutesOptions): void {
  app.route({
    method: 'PUT',
    url: PATHS.importContent,
    config: { access: MAY_IMPORT },
    bodyLimit: IMPORT_PIECE_BYTES_MAX,
    schema: {
      summary: `The next piece of the file, at most ${IMPORT_PIECE_BYTES_MAX} bytes as application/octet-stream`,
      tags,
      consumes: ['application/octet-stream'],
      params: IdInPath,
      querystring: ImportPieceQuery,
      response: { 200: ImportReceived, ...REFUSALS },
    },
    async handler(request) {
      const content = request.body
      if (!(content instanceof Uint8Array) || content.byteLength === 0) {
        throw new Refusal('bad_request', { expected: 'bytes as application/octet-stream' })
      }
      const { imports } = await merchant.gate(request)
      const answer = await imports.append(idOf(request.params), { start: request.query.start, content })
      if (answer.outcome === 'import_unknown') throw new Refusal('not_found')
      if (answer.outcome === 'longer_than_announced') {
        throw new Refusal('bad_request', { expected: 'no more bytes than were announced' })
      }
      return { receivedBytes: answer.receivedBytes, isWhole: answer.outcome === 'appended' && answer.isWhole }
    },
  })
}

function previewRoute(app: App, { merchant }: ImportRoutesOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.importPreview,
    config: { access: MAY_IMPORT },
    schema: {
      summary: 'The columns, what they are taken for, and the first rows; nothing is imported',
      tags,
      params: IdInPath,
      body: ImportPreviewWish,
      response: { 200: ImportPreview, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const content = await contentOf(gate, idOf(request.params))
      const { source, mode = null, columns = null, sheet = null, encoding = null } = request.body
      const shop = source === undefined ? null : shopOf(source)
      return previewImport(gate, content, { shop, mode, columns, sheet, encoding })
    },
  })
}

function startRoutes(app: App, { merchant, callers }: ImportRoutesOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.importStart,
    config: { access: MAY_IMPORT },
    schema: {
      summary: 'Start it; its mapping is kept for the source',
      tags,
      params: IdInPath,
      body: ImportWish,
      response: { 200: Import, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const id = idOf(request.params)
      await contentOf(gate, id)
      const { source, mode, columns, badRows = 'set_aside', repeatedLines = 'set_aside', ...reading } = request.body
      const shop = shopOf(source)
      const mapping = { mode, columns }
      const [lacking] = missingFields(mapping)
      if (lacking !== undefined) throw refusal(`/columns/${lacking}`, 'the name of a column')
      if (mode === 'live' && !canBeLive(shop))
        throw refusal('/mode', 'history: a marketplace tells its live orders itself')
      const { sheet = null, encoding = null } = reading
      const chosen = { name: mappingNameOf(shop), mapping }
      const { actor } = callers.of(request)
      const plan = await makePlan(gate, { shop, chosen, badRows, repeatedLines, sheet, encoding, actor })
      if (!(await gate.imports.start(id, plan))) throw new Refusal('import_not_ready')
      return importOf(merchant, request, id)
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.importCancel,
    config: { access: MAY_IMPORT },
    schema: {
      summary: 'Stop it; what is recorded stays',
      tags,
      params: IdInPath,
      response: { 200: Import, ...REFUSALS },
    },
    async handler(request) {
      const id = idOf(request.params)
      await (await merchant.gate(request)).imports.cancel(id)
      return importOf(merchant, request, id)
    },
  })
}

async function contentOf({ imports }: Pick<ServedGate, 'imports'>, id: number): Promise<StoredContent> {
  const content = await imports.content(id)
  if (content === null) throw new Refusal('import_not_ready')
  return content
}

function shopOf(source: string): ShopKey {
  const shop = toShop(source)
  if (shop === null) throw refusal('/source', SOURCE_WORDS)
  return shop
}

function refusal(field: string, expected: string): Refusal {
  return new Refusal('bad_request', { field, expected, detail: 'Something in the body is not as expected' })
}
