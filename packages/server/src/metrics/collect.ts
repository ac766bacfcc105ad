// All readings of one moment. What is counted stands where it is counted; what the database knows is asked now, one
// merchant after the other: nobody waits for metrics, and nothing may wait behind them.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readLastVerification, readSystem } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import type { DiskWatch } from '../disk/watch-disk.ts'
import type { ReadinessCheck } from '../http/readiness.ts'
import { readReadiness } from '../http/readiness.ts'
import type { RequestCounts } from '../http/request-counts.ts'
import type { RunningShop } from '../link/shop-runner.ts'
import type { Log } from '../log.ts'
import type { Reading } from './exposition.ts'

const NANOSECONDS = 1e9
const MICROSECONDS = 1e6
const LOOP_RESOLUTION_MS = 20

export interface MetricSources {
  gates: () => Promise<readonly OpenGate[]>
  shops: () => readonly RunningShop[]
  /** Empty and null where this process serves no HTTP. */
  checks: readonly ReadinessCheck[]
  requests: RequestCounts | null
  pushConnections: () => number
  disk: DiskWatch | null
  log: Log
}

export type Collect = () => Promise<Reading[]>

export function collector(sources: MetricSources): Collect {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  loop.enable()
  return async () => {
    const readings = [...ofProcess(loop), ...ofEdge(sources), ...ofShops(sources.shops())]
    for (const { part, ready } of await readReadiness(sources.checks))
      readings.push({ metric: 'tidegate_ready', labels: { part }, value: Number(ready) })
    // Without the database there are no merchants to tell of; that it is not ready is told above.
    const gates = await sources.gates().catch(() => [])
    for (const gate of gates) readings.push(...ofGate(gate), ...(await ofMerchant(gate, sources.log)))
    return readings
  }
}

function ofProcess(loop: ReturnType<typeof monitorEventLoopDelay>): Reading[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  const lag = loop.percentile(99) / NANOSECONDS
  loop.reset()
  return [
    { metric: 'tidegate_up_seconds', value: process.uptime() },
    { metric: 'process_cpu_seconds_total', value: (user + system) / MICROSECONDS },
    { metric: 'process_resident_memory_bytes', value: rss },
    { metric: 'nodejs_heap_used_bytes', value: heapUsed },
    { metric: 'nodejs_eventloop_lag_p99_seconds', value: Number.isFinite(lag) ? lag : 0 },
  ]
}

function ofEdge({ requests, pushConnections, disk }: MetricSources): Reading[] {
  const answered = [...(requests?.all() ?? [])].map(([labels, value]): Reading => ({
    metric: 'tidegate_http_requests_total',
    labels,
    value,
  }))
  const free = disk?.freeBytes ?? null
  return [
    ...answered,
    { metric: 'tidegate_push_connections', value: pushConnections() },
    ...(free === null ? [] : [{ metric: 'tidegate_disk_free_bytes', value: free } as const]),
  ]
}

function ofShops(shops: readonly RunningShop[]): Reading[] {
  return shops.flatMap(({ merchant, key: { channel, shop }, adapter, health, silence }): Reading[] => {
    const isWorking = !['retrying', 'paused', 'stopped'].includes(health().state)
    const labels = { merchant, channel, shop }
    const hasMessages = adapter.push !== null || adapter.listener !== null
    return [
      { metric: 'tidegate_shop_working', labels, value: Number(isWorking) },
      ...(hasMessages ? [{ metric: 'tidegate_shop_silent', labels, value: Number(silence.isSilent()) } as const] : []),
    ]
  })
}

function ofGate({ merchant: { code: merchant }, door, retries }: OpenGate): Reading[] {
  const { batches, commands, batchDurations, answerDurations } = door.tally
  const labels = { merchant }
  const answered = [...commands].map(([name, value]): Reading => {
    const [kind = '', outcome = ''] = name.split(' ')
    return { metric: 'tidegate_commands_total', labels: { merchant, kind, outcome }, value }
  })
  const again = [...retries].map(([code, value]): Reading => ({
    metric: 'tidegate_batch_retries_total',
    labels: { merchant, code },
    value,
  }))
  return [
    { metric: 'tidegate_batches_total', labels, value: batches },
    ...answered,
    ...again,
    { metric: 'tidegate_batch_duration_seconds', labels, value: batchDurations },
    { metric: 'tidegate_answer_duration_seconds', labels, value: answerDurations },
    { metric: 'tidegate_queue_commands', labels, value: door.waiting },
  ]
}

async function ofMerchant({ merchant: { code: merchant }, database }: OpenGate, log: Log): Promise<Reading[]> {
  const labels = { merchant }
  try {
    const [figures, verification] = await Promise.all([readSystem(database), readLastVerification(database)])
    const { now, quarantineOpen, shops } = figures
    const lags = shops.flatMap(({ channel, shop, lagSeconds, publicationAgeSeconds }): Reading[] => [
      ...(lagSeconds === null
        ? []
        : [{ metric: 'tidegate_shop_lag_seconds', labels: { merchant, channel, shop }, value: lagSeconds } as const]),
      {
        metric: 'tidegate_publication_age_seconds',
        labels: { merchant, channel, shop },
        value: publicationAgeSeconds ?? 0,
      },
    ])
    const verified: Reading[] =
      verification === null
        ? []
        : [
            { metric: 'tidegate_invariants_violated', labels, value: verification.violated.length },
            { metric: 'tidegate_verification_age_seconds', labels, value: (now - verification.at) / 1_000 },
          ]
    return [
      { metric: 'tidegate_figures_missing', labels, value: 0 },
      { metric: 'tidegate_quarantine_open', labels, value: quarantineOpen },
      ...lags,
      ...verified,
    ]
  } catch (error) {
    log.debug({ err: error, merchant }, 'figures for the metrics could not be read')
    return [{ metric: 'tidegate_figures_missing', labels, value: 1 }]
  }
}
