// The system page's data: what the database says of the merchant, what this process says of itself, and what of it
// somebody should look at. A verification is started here and goes on by itself.

import { PATHS, System, VerificationStarted } from '@tidegate/contract'
import type { SettingReport, SystemShop } from '@tidegate/contract'
import { MINUTE_MS } from '@tidegate/domain'
import { QUEUE_COMMANDS_MAX, readLastVerification, readSystem, runVerification, toWireTime } from '@tidegate/engine'
import type { SystemFigures } from '@tidegate/engine'
import type { DiskWatch } from '../../disk/watch-disk.ts'
import type { ShopHealth } from '../../intake/shop-health.ts'
import type { ShopRunners } from '../../link/shop-runner.ts'
import type { Log } from '../../log.ts'
import { CODE_VERSION } from '../../version.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf, ServedGate } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { readReadiness } from '../readiness.ts'
import type { PartReadiness, ReadinessCheck } from '../readiness.ts'

/** 67 % of failures began as a lag over five minutes. */
const LAG_SECONDS_MAX = 300
/** A platform is told of stock within a second; this is many attempts later. */
const PUBLICATION_SECONDS_MAX = 120
const MINUTES_SHOWN = 60
const FAILING: readonly string[] = ['retrying', 'paused']

export interface SystemRoutes {
  merchant: MerchantOf
  checks: readonly ReadinessCheck[]
  runners: Pick<ShopRunners, 'all'>
  pushConnections: () => number
  disk: DiskWatch | null
  settings: readonly SettingReport[]
  log: Log
}

export function systemRoutes(app: App, options: SystemRoutes): void {
  const tags = ['system']
  const config = { access: ['owner', 'operations'] } as const
  const running = new WeakMap<ServedGate, Promise<void>>()

  app.route({
    method: 'GET',
    url: PATHS.system,
    config,
    schema: { summary: 'How the system is, and why it is not well', tags, response: { 200: System, ...REFUSALS } },
    async handler(request) {
      const gate = await options.merchant.gate(request)
      return readAll(options, { gate, isRunning: running.has(gate) })
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.systemVerifications,
    config,
    schema: {
      summary: 'Have every invariant checked; one run at a time, which may take minutes',
      tags,
      response: { 202: VerificationStarted, ...REFUSALS },
    },
    async handler(request, reply) {
      const gate = await options.merchant.gate(request)
      if (!running.has(gate)) running.set(gate, verifyAndForget(gate))
      return reply.code(202).send({ isRunning: true })
    },
  })

  /** What it finds is a row; what keeps it from finding anything is a line of the log. */
  async function verifyAndForget(gate: ServedGate): Promise<void> {
    try {
      await runVerification(gate.database, CODE_VERSION)
    } catch (error) {
      options.log.error({ err: error, merchant: gate.merchant.code }, 'the data could not be verified')
    } finally {
      running.delete(gate)
    }
  }
}

async function readAll(
  options: SystemRoutes,
  { gate, isRunning }: { gate: ServedGate; isRunning: boolean },
): Promise<System> {
  const { checks, disk, settings, pushConnections } = options
  const [figures, verification, parts] = await Promise.all([
    readSystem(gate.database),
    readLastVerification(gate.database),
    readReadiness(checks),
  ])
  const shops = shopsOf(options, { merchant: gate.merchant.code, figures })
  const { tally, waiting } = gate.door
  return {
    now: toWireTime(figures.now),
    version: CODE_VERSION,
    uptimeSeconds: Math.floor(process.uptime()),
    concerns: concernsOf(parts, shops, verification?.violated ?? []),
    parts: parts.map(({ part, ready }) => ({ part, ready })),
    database: figures.database,
    perMinute: wholeHour(figures),
    answers: {
      p50Ms: tally.answeredWithinMs(0.5),
      p99Ms: tally.answeredWithinMs(0.99),
      batchRetries: [...gate.retries.values()].reduce((sum, count) => sum + count, 0),
    },
    queue: { waiting, max: QUEUE_COMMANDS_MAX },
    shops,
    quarantineOpen: figures.quarantineOpen,
    pushConnections: pushConnections(),
    disk: disk === null ? null : { freeBytes: disk.freeBytes, freeMinBytes: disk.freeMinBytes },
    settings: [...settings],
    verification: {
      isRunning,
      last: verification === null ? null : { ...verification, at: toWireTime(verification.at) },
    },
  }
}

function shopsOf(
  { runners }: SystemRoutes,
  { merchant, figures }: { merchant: string; figures: SystemFigures },
): SystemShop[] {
  const running = new Map<string, ShopHealth>(
    runners.all().flatMap((each) => {
      return each.merchant === merchant ? [[`${each.key.channel}/${each.key.shop}`, each.health()] as const] : []
    }),
  )
  return figures.shops.map((shop) => {
    const health = running.get(`${shop.channel}/${shop.shop}`)
    return { ...shop, state: health?.state ?? null, lastError: health?.lastError ?? null }
  })
}

function concernsOf(
  parts: readonly PartReadiness[],
  shops: readonly SystemShop[],
  violated: readonly string[],
): System['concerns'] {
  return [
    ...parts.flatMap(({ reason }) => (reason === null ? [] : [{ concern: reason, subject: null }])),
    ...violated.map((id) => ({ concern: 'invariant_violated' as const, subject: id })),
    ...shops.flatMap(({ name, lagSeconds, publicationAgeSeconds, state }): System['concerns'] => [
      ...(state !== null && FAILING.includes(state) ? [{ concern: 'shop_failing' as const, subject: name }] : []),
      ...((lagSeconds ?? 0) > LAG_SECONDS_MAX ? [{ concern: 'shop_behind' as const, subject: name }] : []),
      ...((publicationAgeSeconds ?? 0) > PUBLICATION_SECONDS_MAX
        ? [{ concern: 'publication_old' as const, subject: name }]
        : []),
    ]),
  ]
}

function wholeHour({ now, perMinute }: SystemFigures): System['perMinute'] {
  const byMinute = new Map(perMinute.map((each) => [Number(each.minute), each]))
  const first = Math.floor(now / MINUTE_MS) * MINUTE_MS - (MINUTES_SHOWN - 1) * MINUTE_MS
  return Array.from({ length: MINUTES_SHOWN }, (_, place) => {
    const minute = first + place * MINUTE_MS
    const { batches = 0, commands = 0 } = byMinute.get(minute) ?? {}
    return { minute: toWireTime(minute), batches, commands }
  })
}
