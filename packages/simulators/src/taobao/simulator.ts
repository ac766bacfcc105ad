// A Taobao gateway on this machine. It enforces TOP's contract rather than being kind: signature, clock,
// session, methods, fields, windows, page sizes, call limit; and it can be made to fail.

import { Readable } from 'node:stream'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { CallLimit } from '../marketplace/call-limit.ts'
import type { CallLimitOptions } from '../marketplace/call-limit.ts'
import { controlRoutes } from '../marketplace/control-routes.ts'
import { NO_FAULTS } from '../marketplace/faults.ts'
import type { Faults } from '../marketplace/faults.ts'
import { TradeLedger } from '../marketplace/trade-ledger.ts'
import { checkRequest } from './check-request.ts'
import { METHODS } from './methods.ts'
import { callLimited, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

export interface TradeSource {
  /** Records in the ledger whatever has happened up to now. */
  advance: (nowMs: number, ledger: TradeLedger) => void
}

export interface TaobaoSimulatorOptions {
  appKey: string
  appSecret: string
  session: string
  controlToken: string
  sellerNick?: string
  callLimit?: CallLimitOptions
  source?: TradeSource
  now?: () => number
}

export interface TaobaoSimulator {
  ledger: TradeLedger
  faults: Faults
  /** Listens on loopback only; returns the gateway's URL. */
  listen: (port: number) => Promise<string>
  close: () => Promise<void>
}

const GATEWAY_PATH = '/router/rest'
const CONTROL_PATH = '/control'
const DEFAULT_CALL_LIMIT: CallLimitOptions = { callsPerSecondMax: 200, banMs: 3_000 } // [A] real quotas are not public.

export function createTaobaoSimulator(options: TaobaoSimulatorOptions): TaobaoSimulator {
  const ledger = new TradeLedger()
  const faults: Faults = { ...NO_FAULTS }
  const now = options.now ?? Date.now
  const limit = new CallLimit(options.callLimit ?? DEFAULT_CALL_LIMIT)
  const refresh = (): void => options.source?.advance(now(), ledger)
  const app = Fastify({ requestTimeout: 30_000, bodyLimit: 1024 * 1024, forceCloseConnections: true })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new Map(new URLSearchParams(body as string)))
  })
  let requests = 0
  app.post(GATEWAY_PATH, async (request, reply) => {
    refresh()
    const form = request.body instanceof Map ? (request.body as Map<string, string>) : new Map<string, string>()
    const result = answer(form, { options, ledger, faults, limit, nowMs: now() })
    return send(reply, faults, toText(result, `sim${++requests}`))
  })
  // Registered by a callback of its own, so the token guards these routes and no others.
  void app.register((scope) => controlRoutes(scope, { controlToken: options.controlToken, faults, ledger, refresh }), {
    prefix: CONTROL_PATH,
  })
  return { ledger, faults, listen: (port) => listen(app, port), close: () => app.close() }
}

async function listen(app: FastifyInstance, port: number): Promise<string> {
  return `${await app.listen({ host: '127.0.0.1', port })}${GATEWAY_PATH}`
}

interface AnswerContext {
  options: TaobaoSimulatorOptions
  ledger: TradeLedger
  faults: Faults
  limit: CallLimit
  nowMs: number
}

function answer(form: ReadonlyMap<string, string>, context: AnswerContext): TopResult {
  const { options, ledger, faults, limit, nowMs } = context
  const refusal = checkRequest(form, {
    ...options,
    sessionExpired: faults.sessionExpired,
    methods: new Set(METHODS.keys()),
    nowMs,
  })
  if (refusal !== null) return refuse(refusal)
  const banMs = faults.banSeconds > 0 ? faults.banSeconds * 1_000 : limit.check(nowMs)
  if (banMs > 0) return refuse(callLimited(banMs))
  const method = METHODS.get(form.get('method') ?? '')!
  return method(form, { ledger, faults, sellerNick: options.sellerNick ?? '演示旗舰店', nowMs })
}

function toText(result: TopResult, requestId: string): string {
  if (!result.ok) return JSON.stringify({ error_response: { ...result.refusal, request_id: requestId } })
  const [[envelope, content] = ['', {}]] = Object.entries(result.body)
  return JSON.stringify({ [envelope]: { ...(content as object), request_id: requestId } })
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>tengine</body></html>'

async function send(reply: FastifyReply, faults: Faults, text: string): Promise<FastifyReply> {
  if (faults.httpStatus > 0) {
    return reply.code(faults.httpStatus).header('retry-after', '2').type('text/html').send(HTML)
  }
  const json = reply.type('application/json;charset=utf-8')
  if (faults.drip) return json.send(Readable.from(dripping(text)))
  switch (faults.body) {
    case 'normal':
      return json.send(text)
    case 'html':
      return reply.type('text/html').send(HTML)
    case 'truncated':
      return json.send(text.slice(0, Math.floor(text.length / 2)))
    case 'empty':
      return json.send('')
    case 'invalid_utf8':
      return json.send(
        Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xc0, 0xaf]), Buffer.from(text.slice(20))]),
      )
    case 'without_data':
      return json.send('{"request_id":"sim","success":true}')
  }
}

const DRIP_MS = 50

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
