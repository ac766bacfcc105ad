// Faults between a good answer and its reader: what proxies, overloaded gateways and broken networks make of it.
// Also the one place that counts calls and brings the shop up to date, so no platform's folder can forget.

import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Marketplace } from './marketplace.ts'

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>tengine</body></html>'
const RETRY_AFTER_SECONDS = 2
const TOO_MANY_REQUESTS = 429

/** For the platform's routes; those of the control door are spared. */
export function addWireFaults(app: FastifyInstance, market: Marketplace): void {
  const { faults, counts } = market
  const writesBefore = new WeakMap<FastifyRequest, number>()
  const isSpared = (request: FastifyRequest): boolean => request.url.startsWith('/control/')
  app.addHook('preHandler', async (request, reply) => {
    if (isSpared(request)) return
    counts.calls += 1
    market.beforeCall?.(counts.calls)
    // Refused at the door: what was asked is not done. A 5xx may come after it was.
    if (faults.httpStatus === TOO_MANY_REQUESTS) return failPlainly(reply, faults.httpStatus).send(HTML)
    market.refresh()
    writesBefore.set(request, counts.writes)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (isSpared(request) || typeof payload !== 'string') return payload
    if (faults.cutAfterWrite && counts.writes > (writesBefore.get(request) ?? 0)) {
      reply.raw.destroy()
      return payload
    }
    if (faults.httpStatus > 0) return withLength(failPlainly(reply, faults.httpStatus), HTML)
    return faults.drip ? dripped(reply, payload) : spoiled(reply, payload, market)
  })
}

function failPlainly(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).header('retry-after', String(RETRY_AFTER_SECONDS)).type('text/html')
}

function spoiled(reply: FastifyReply, text: string, { faults }: Marketplace): string | Buffer {
  switch (faults.body) {
    case 'normal':
      return text
    case 'html':
      reply.type('text/html')
      return withLength(reply, HTML)
    case 'truncated':
      return withLength(reply, text.slice(0, Math.floor(text.length / 2)))
    case 'empty':
      return withLength(reply, '')
    case 'invalid_utf8': {
      const bytes = [Buffer.from(text.slice(0, 20)), Buffer.from([0xc0, 0xaf]), Buffer.from(text.slice(20))]
      return withLength(reply, Buffer.concat(bytes))
    }
    case 'without_data':
      return withLength(reply, '{"request_id":"sim","success":true}')
  }
}

/** Fastify has counted the good answer by now. */
function withLength<T extends string | Buffer>(reply: FastifyReply, body: T): T {
  reply.header('content-length', String(Buffer.byteLength(body)))
  return body
}

const DRIP_MS = 50

function dripped(reply: FastifyReply, text: string): Readable {
  reply.removeHeader('content-length')
  return Readable.from(dripping(text))
}

/** A byte at a time, then white space for ever: valid JSON to the last, and never complete. */
async function* dripping(text: string): AsyncGenerator<Buffer> {
  for (const byte of Buffer.from(text)) {
    yield Buffer.from([byte])
    await new Promise((resolve) => setTimeout(resolve, DRIP_MS))
  }
  for (;;) {
    yield Buffer.from(' ')
    await new Promise((resolve) => setTimeout(resolve, DRIP_MS))
  }
}
