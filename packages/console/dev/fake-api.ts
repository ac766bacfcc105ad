// A typed stand-in for the server: made-up data over the contract's paths, and dist/ under the content
// policy the real server sends. `node packages/console/dev/fake-api.ts`, then `vite packages/console`.
// Any token signs in, except one that starts with "used". An order number ending in FAIL answers 500.

import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { PATHS, PROBLEMS } from '@tidegate/contract'
import type { Problem, ProblemCode } from '@tidegate/contract'
import { orderRoutes } from './fake/orders.ts'
import { overviewRoutes } from './fake/overview.ts'
import { importRoutes } from './fake/imports.ts'
import { quarantineRoutes } from './fake/quarantine.ts'
import { startFakePush } from './fake/push.ts'
import { FakeRefusal, matchPath } from './fake/route.ts'
import type { FakeRoute } from './fake/route.ts'
import { savedViewRoutes } from './fake/saved-views.ts'
import { sessionRoutes } from './fake/session.ts'
import { stockRoutes } from './fake/stock.ts'
import { systemRoutes } from './fake/system.ts'
import { grow, history } from './fake/world.ts'
import type { FakeState } from './fake/world.ts'

const PORT = 4199
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

/** The first that matches answers. */
const ROUTES: readonly FakeRoute[] = [
  ...sessionRoutes,
  ...overviewRoutes,
  ...orderRoutes,
  ...savedViewRoutes,
  ...quarantineRoutes,
  ...importRoutes,
  ...stockRoutes,
  ...systemRoutes,
]

export interface FakeOptions {
  port?: number
  /** Starts with nothing in it, as on the first second of a new installation. */
  empty?: boolean
  signedIn?: boolean
}

export interface FakeApi {
  /** At once, open connections included. */
  stop(): void
}

export async function startFakeApi({
  port = PORT,
  empty = false,
  signedIn = true,
}: FakeOptions = {}): Promise<FakeApi> {
  const state: FakeState = { orders: empty ? [] : history(Date.now()), signedIn, empty }
  const timer = setInterval(() => grow(state), TICK_MS)
  const server = createServer((request, response) => void answer(state, request, response))
  const stopPush = startFakePush(server, state)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    stop() {
      clearInterval(timer)
      stopPush()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(state: FakeState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!url.pathname.startsWith('/api/')) return sendFile(url.pathname, response)
  if (request.method !== 'GET' && request.headers['x-tidegate-csrf'] !== '1') return refuse(response, 'not_allowed')
  if (url.pathname !== PATHS.session && !state.signedIn) return refuse(response, 'not_signed_in')
  for (const route of ROUTES) {
    const params = route.method === request.method ? matchPath(route.path, url.pathname) : null
    if (params === null) continue
    try {
      return send(response, route.answer({ state, params, query: url.searchParams, body: await bodyOf(request) }))
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error
      return refuse(response, error.code)
    }
  }
  return refuse(response, 'not_found')
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? null : JSON.parse(text)
}

function send(response: ServerResponse, body: unknown): void {
  if (body === undefined) response.writeHead(204).end()
  else
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(body))
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
