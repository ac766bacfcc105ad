// The HTTP edge, put together in the order a request meets it: limits, headers, browser guards, access,
// then the route. Everything it needs is an argument.

import { randomUUID } from 'node:crypto'
import cookiePlugin from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { ContentReader, Control } from '@tidegate/engine'
import fastify from 'fastify'
import type { SettingReport } from '@tidegate/contract'
import type { Clock } from '../clock.ts'
import type { DiskWatch } from '../disk/watch-disk.ts'
import type { Log } from '../log.ts'
import { startPush } from '../push/start-push.ts'
import type { PushServerLimits } from '../push/limits.ts'
import { createReplayRuns } from '../quarantine/replay-runs.ts'
import { enforceAccess, requireDeclaredAccess } from './access.ts'
import type { Callers, DeclaredRoute } from './access.ts'
import type { App, SchemaTypes } from './app-type.ts'
import { guardBrowsers } from './browser-guards.ts'
import { serveConsole } from './console-files.ts'
import { merchantOf } from './gates.ts'
import type { MerchantOf, ServedGates } from './gates.ts'
import { readJsonBodies } from './json/json-bodies.ts'
import { limitKeys } from './key-limit.ts'
import { HTTP_LIMITS } from './limits.ts'
import type { HttpLimits } from './limits.ts'
import { serveOpenApi } from './open-api/serve-open-api.ts'
import { refuseOddText } from './odd-text.ts'
import { describeApi, openapiRoute } from './openapi.ts'
import { problemOf, sendProblem } from './problems.ts'
import type { ReadinessCheck } from './readiness.ts'
import { countRequests } from './request-counts.ts'
import type { RequestCounts } from './request-counts.ts'
import { logRequests } from './request-log.ts'
import { healthRoutes } from './routes/health.ts'
import { acceptWebSockets, pushRoute } from './routes/push.ts'
import { orderActionRoutes } from './routes/order-actions.ts'
import { orderListRoute } from './routes/order-list.ts'
import { orderRoutes } from './routes/orders.ts'
import type { Explain } from './routes/orders.ts'
import { importReportRoutes } from './routes/import-report.ts'
import { importRoutes } from './routes/imports.ts'
import { overviewRoutes } from './routes/overview.ts'
import { quarantineEntryRoutes } from './routes/quarantine-entry.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { listingRoutes } from './routes/listings.ts'
import { channelMessageRoutes } from './routes/channel-messages.ts'
import { savedViewRoutes } from './routes/saved-views.ts'
import { sessionRoutes } from './routes/session.ts'
import { stockRoutes } from './routes/stock.ts'
import { systemRoutes } from './routes/system.ts'
import { shopWorkRoutes } from './routes/shop-work.ts'
import { shopRoutes } from './routes/shops.ts'
import { promotionNightRoutes } from './routes/promotion-night.ts'
import type { ShopRunners } from '../link/shop-runner.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { sessionCookie } from './session-cookie.ts'
import { checkWithSchemas } from './validators.ts'

export interface AppOptions {
  gates: ServedGates
  control: Control
  explain: Explain
  /** The built console; where there is none, only the API is served. */
  consoleDir: string
  logger: Log
  clock: Clock
  /** Reads what the entrances quarantined. */
  reader: ContentReader
  /** Connected shops at work in this process. */
  runners: ShopRunners
  /** A shop may be connected to a simulator on this machine: the demo's. */
  allowLoopback?: boolean
  /** How browsers reach us, where that is not an address or localhost; https here means TLS ends before us. */
  publicOrigin?: string
  /** What must be ready besides the database. */
  readiness?: readonly ReadinessCheck[]
  /** What the system page tells of this process. */
  settings?: readonly SettingReport[]
  disk?: DiskWatch | null
  limits?: Partial<HttpLimits>
  pushLimits?: Partial<PushServerLimits>
}

export interface CreatedApp {
  app: App
  routes: readonly DeclaredRoute[]
  /** What must be ready, the database first. */
  checks: readonly ReadinessCheck[]
  requests: RequestCounts
  pushConnections: () => number
}

/** Ready to listen. The caller chooses the address and closes it. */
export async function createApp(options: AppOptions): Promise<CreatedApp> {
  const { control, logger, publicOrigin } = options
  const limits = { ...HTTP_LIMITS, ...options.limits }
  const isTls = publicOrigin?.startsWith('https:') ?? false
  const cookie = sessionCookie(isTls)
  const app = newServer(limits, logger)
  const routes = requireDeclaredAccess(app)
  logRequests(app, logger)
  const requests = countRequests(app)
  await acceptWebSockets(app, limits.headersTimeoutMs)
  app.setErrorHandler((error: Error, _request, reply) => void sendProblem(reply, problemOf(error, logger)))
  await setSecurityHeaders(app, isTls)
  guardBrowsers(app, publicOrigin ?? null)
  await app.register(cookiePlugin)
  await app.register(rateLimit, { global: false })
  forbidCaching(app)
  const callers = enforceAccess(app, control, cookie)
  limitKeys(app, callers, limits.keyRequestsPerMinute)
  refuseOddText(app)
  await describeApi(app)
  const merchant = merchantOf(options.gates, callers, options.clock)
  const push = startPush(app, options)
  sessionRoutes(app, {
    control,
    cookie,
    callers,
    gates: options.gates,
    signInsPerMinute: limits.signInsPerMinute,
    ended: (token) => push.endSession(token),
  })
  overviewRoutes(app, merchant)
  orderListRoute(app, merchant)
  savedViewRoutes(app, { merchant, callers })
  orderRoutes(app, merchant, options.explain)
  serveQuarantine(app, merchant, { ...options, callers })
  await importRoutes(app, { merchant, callers })
  importReportRoutes(app, { merchant, callers })
  serveOpenApi(app, { merchant, callers, logger, bulkBytesMax: limits.bulkBytesMax })
  pushRoute(app, { push, callers, publicOrigin: publicOrigin ?? null })
  stockRoutes(app, merchant)
  serveChannels(app, merchant, { ...options, callers })
  orderActionRoutes(app, merchant, callers)
  const checks = [databaseCheck(control), ...(options.readiness ?? [])]
  healthRoutes(app, checks)
  const pushConnections = (): number => push.connections
  systemRoutes(app, { ...systemParts(options), merchant, checks, pushConnections })
  openapiRoute(app)
  await serveConsole(app, options.consoleDir)
  await app.ready()
  return { app, routes, checks, requests, pushConnections }
}

function newServer(limits: HttpLimits, log: Log): App {
  const app = fastify({
    // Its own log lines carry whole requests; ours are written in request-log.ts.
    logger: false,
    bodyLimit: limits.bodyBytesMax,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.connectionIdleMs,
    keepAliveTimeout: limits.keepAliveMs,
    handlerTimeout: limits.answerTimeoutMs,
    http: { headersTimeout: limits.headersTimeoutMs, connectionsCheckingInterval: limits.timeoutCheckMs },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // A broken address meets no route, no hook and no error handler.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemOf(error, log)),
    genReqId: () => randomUUID(),
  }).withTypeProvider<SchemaTypes>()
  readJsonBodies(app)
  checkWithSchemas(app)
  app.server.maxConnections = limits.connectionsMax
  return app
}

function systemParts({ runners, disk = null, settings = [], logger: log }: AppOptions) {
  return { runners, disk, settings, log }
}

function serveChannels(app: App, merchant: MerchantOf, options: AppOptions & { callers: Callers }): void {
  const { callers, runners, clock, allowLoopback = false, publicOrigin = null } = options
  promotionNightRoutes(app, { merchant, clock })
  shopRoutes(app, { merchant, callers, runners, clock, allowLoopback, publicOrigin })
  shopWorkRoutes(app, { merchant, callers, runners })
  listingRoutes(app, { merchant, callers })
  channelMessageRoutes(app, runners)
}

function serveQuarantine(
  app: App,
  merchant: MerchantOf,
  { reader, clock, logger, callers }: AppOptions & { callers: Callers },
): void {
  const runs = createReplayRuns({ reader, clock, log: logger })
  app.addHook('onClose', () => runs.stop())
  quarantineRoutes(app, { merchant, callers, runs })
  quarantineEntryRoutes(app, { merchant, callers, reader })
}

/** What the API says is a person's or out of date a moment later; files set their own rule. */
function forbidCaching(app: App): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
}

function databaseCheck(control: Control): ReadinessCheck {
  return {
    part: 'database',
    reason: 'database_silent',
    async isReady() {
      await control.ping()
      return true
    },
  }
}
