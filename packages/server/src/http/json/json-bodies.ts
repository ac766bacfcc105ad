// How a request's bytes become a body: UTF-8 that is UTF-8, one JSON document within bounds, compressed in no way (what
// is small on the wire and large in memory is nobody's friend). Everything else is refused before a route sees it.

import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app-type.ts'
import { Refusal } from '../problems.ts'
import { scanJson } from './scan-json.ts'

const BYTE_ORDER_MARK = 0xfeff

const NOT_AS_EXPECTED = 'Something in the body is not as expected'

export function readJsonBodies(app: App): void {
  app.removeContentTypeParser(['text/plain', 'application/json'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) =>
    parseBody(request, bytes),
  )
}

function parseBody({ headers }: FastifyRequest, bytes: Buffer): unknown {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal('bad_request', { field: '/headers/content-encoding', expected: 'no compression' })
  }
  if (!isUtf8(bytes)) throw new Refusal('bad_request', { detail: NOT_AS_EXPECTED, expected: 'a body in UTF-8' })
  const text = bytes.toString('utf8')
  const json = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text
  const fault = scanJson(json)
  if (fault !== null) throw new Refusal('bad_request', { detail: NOT_AS_EXPECTED, ...fault })
  try {
    return JSON.parse(json) as unknown
  } catch {
    // The parser's own message quotes what was sent, and that may be a receiver's data on its way to a log.
    throw new Refusal('bad_request', { detail: NOT_AS_EXPECTED, expected: 'a body in JSON' })
  }
}
