// A typed stand-in for the server: made-up data over the contract's paths, and dist/ under the content
// policy the real server sends. `node packages/console/dev/fake-api.ts`, then `vite packages/console`.
// Any token signs in, except one that starts with "used". An order number ending in FAIL answers 500.

import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { OrderStage, PATHS, PROBLEMS } from '@tidegate/contract'
import type { MinuteCount, Overview, Problem, ProblemCode, Session } from '@tidegate/contract'
import { detailOf, explanationOf, numberOf, shopsOf, summaryOf } from './fake-orders.ts'
import type { FakeOrder } from './fake-orders.ts'

const PORT = 4199
const MINUTE = 60_000
const TICK_MS = 500
const DIST = join(import.meta.dirname, '..', 'dist')
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'"
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const session: Session = { user: '林若溪', role: 'owner', merchant: { code: 'demo', name: '鲜爪宠物', isDemo: true } }

export interface FakeOptions {
  port?: number
  /** Starts with nothing in it, as on the first second of a new installation. */
  empty?: boolean
  signedIn?: boolean
}

export async function startFakeApi({ port = PORT, empty = false, signedIn = true }: FakeOptions = {}): Promise<Server> {
  const state = { orders: empty ? [] : history(Date.now()), signedIn, empty }
  const timer = setInterval(() => grow(state), TICK_MS)
  const server = createServer((request, response) => void answer(state, request, response))
  server.on('close', () => clearInterval(timer))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

interface State {
  orders: FakeOrder[]
  signedIn: boolean
  empty: boolean
}

/** A surge: about 60 orders a minute, then more than threefold from minute 22 on. */
const rateAt = (minute: number) =>
  Math.round(58 + 9 * Math.sin(minute / 3) + 165 / (1 + Math.exp((22 - minute) / 1.8)) + 14 * Math.sin(minute * 1.7))

function history(now: number): FakeOrder[] {
  const start = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE
  const orders: FakeOrder[] = []
  for (let minute = 0; minute < 60; minute += 1) {
    const rate = rateAt(minute)
    for (let index = 0; index < rate; index += 1) {
      const placedAt = start + minute * MINUTE + Math.floor((index * MINUTE) / rate)
      if (placedAt < now) orders.push({ seed: 7_919 * (orders.length + 1), placedAt })
    }
  }
  return orders
}

function grow(state: State): void {
  if (state.empty) return
  const count = Math.random() < 0.75 ? 2 : 1
  for (let index = 0; index < count; index += 1)
    state.orders.push({ seed: 7_919 * (state.orders.length + 1), placedAt: Date.now() - index * 130 })
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!url.pathname.startsWith('/api/')) return sendFile(url.pathname, response)
  if (url.pathname === PATHS.session) return answerSession(state, request, response)
  if (!state.signedIn) return refuse(response, 'not_signed_in')
  if (url.pathname === PATHS.overview) return send(response, overviewOf(state, Date.now()))
  if (url.pathname === PATHS.orders) {
    const newest = state.orders.slice(-Number(url.searchParams.get('limit') ?? 50)).toReversed()
    return send(response, { orders: newest.map((order) => summaryOf(order, Date.now())), next: null })
  }
  const [, number = '', explanation] = /^\/api\/v1\/orders\/([^/]+)(\/explanation)?$/.exec(url.pathname) ?? []
  if (number.endsWith('FAIL')) return refuse(response, 'internal')
  const order = state.orders.findLast((each) => numberOf(each) === decodeURIComponent(number))
  if (order === undefined) return refuse(response, 'not_found')
  return send(response, explanation === undefined ? detailOf(order, Date.now()) : explanationOf(order, Date.now()))
}

async function answerSession(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.headers['x-tidegate-csrf'] !== '1') return refuse(response, 'not_allowed')
  if (request.method === 'DELETE') {
    state.signedIn = false
    response.writeHead(204).end()
    return
  }
  if (request.method === 'POST') {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    if (body.includes('"used')) return refuse(response, 'not_signed_in')
    state.signedIn = true
  }
  if (state.signedIn) send(response, session)
  else refuse(response, 'not_signed_in')
}

function overviewOf({ orders, empty }: State, now: number): Overview {
  const start = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE
  const perMinute: MinuteCount[] = Array.from({ length: 60 }, (_, index) => ({
    minute: new Date(start + index * MINUTE).toISOString(),
    received: 0,
    allocated: 0,
  }))
  const stages = new Map(OrderStage.enum.map((stage) => [stage, { count: 0, oldest: now }]))
  for (const order of orders) {
    const minute = perMinute[Math.floor((order.placedAt - start) / MINUTE)]
    const { stage, locations } = summaryOf(order, now)
    if (minute !== undefined) {
      minute.received += 1
      minute.allocated += locations.length > 0 ? 1 : 0
    }
    const held = stages.get(stage)
    if (held !== undefined) stages.set(stage, { count: held.count + 1, oldest: Math.min(held.oldest, order.placedAt) })
  }
  const wobble = Math.floor(now / 2_000) % 7
  return {
    now: new Date(now).toISOString(),
    merchant: session.merchant,
    ordersTotal: orders.length === 0 ? 0 : 1_271_604 + orders.length,
    perMinute,
    pipeline: [...stages].map(([stage, { count, oldest }]) => ({
      stage,
      count,
      oldestAgeSeconds:
        count === 0 || ['shipped', 'completed', 'closed'].includes(stage) ? null : Math.floor((now - oldest) / 1_000),
    })),
    shops: empty
      ? []
      : shopsOf().map((shop, index) => ({
          ...shop,
          cursorLagSeconds: lagOf(index, wobble),
        })),
    stock: { skus: empty ? 0 : 1_284, oversoldUnits: 0, shortUnits: empty ? 0 : 7 },
    quarantined: empty ? 0 : 3,
  }
}

/** One shop that lags and one that was never read; the others are read every 30 s. */
function lagOf(index: number, wobble: number): number | null {
  if (index === 5) return null
  return index === 3 ? 134 + wobble : 11 + ((index * 5 + wobble * 3) % 22)
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, code: ProblemCode): void {
  const problem: Problem = { type: `/problems/${code}`, code, ...PROBLEMS[code] }
  response.writeHead(problem.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}

/** Every path that is no file is the page itself: the router reads it. */
function sendFile(path: string, response: ServerResponse): void {
  const wanted = join(DIST, normalize(path))
  const file =
    wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(DIST, 'index.html')
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
  })
  createReadStream(file).pipe(response)
}

if (process.argv[1] === import.meta.filename) {
  await startFakeApi({ empty: process.argv.includes('--empty') })
  process.stdout.write(`fake API and dist/ on http://127.0.0.1:${PORT}\n`)
}
