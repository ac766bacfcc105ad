// Stock changes and whoever watches them: from the moment a change is due to the frame in a client's hands, over real
// WebSockets, while some clients have stopped reading.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenGate } from '../../packages/engine/src/index.ts'
import { openBenchEdge } from './edge.ts'
import { percentile } from './feed.ts'
import { skuCode } from './generator.ts'
import type { BenchOptions, Figures } from './main.ts'
import { monotonicMs } from './monotonic.ts'
import type { PushClientsMessage, PushClientsOrder, PushClientsPlan } from './push-clients.ts'
import { openBenchWorld } from './world.ts'

const CHANGES_PER_SECOND = 1_000
const SKUS = 2_000
const CLIENTS = 500
const STALLED = 50
const SKUS_PER_CLIENT = 20
/** A key may have a hundred connections. */
const KEYS = 10
const LOCATIONS = 4
const UNITS_PER_LOCATION = 1_000
const PACE_MS = 2
const START_IN_MS = 200
/** The last frames arrive within this, or never. */
const GRACE_MS = 2_000
const WARM_UP_SECONDS = 5
const RSS_STEP_MS = 500

export async function push({ seconds, log }: BenchOptions): Promise<Figures> {
  await using world = await openBenchWorld({ skus: SKUS, stock: UNITS_PER_LOCATION })
  await using edge = await openBenchEdge(world)
  const plan: PushClientsPlan = {
    port: edge.port,
    keys: await edge.keys(KEYS, ['stock:read']),
    clients: CLIENTS,
    stalled: STALLED,
    skus: SKUS,
    skusPerClient: SKUS_PER_CLIENT,
    unitsBefore: LOCATIONS * UNITS_PER_LOCATION,
    changesPerSecond: CHANGES_PER_SECOND,
  }
  const child = fork(join(import.meta.dirname, 'push-clients.ts'), [JSON.stringify(plan)])
  try {
    await heard(child, 'ready')
    log(`${CLIENTS} clients with ${SKUS_PER_CLIENT} of ${SKUS} SKUs each, ${STALLED} of them stalled; ${seconds} s`)
    const rss = watchRss()
    const startMs = monotonicMs() + START_IN_MS
    const changes = seconds * CHANGES_PER_SECOND
    order(child, { kind: 'start', atMs: startMs })
    const { elapsedMs, commitP99Ms } = await change(edge.gate, { changes, startMs })
    await sleep(GRACE_MS)
    const memory = rss.end()
    order(child, { kind: 'stop', changes })
    const { frames, p50Ms, p99Ms, maxMs, behind } = await heard(child, 'result')
    return {
      changesPerSecond: Math.round(changes / (elapsedMs / 1_000)),
      clients: CLIENTS,
      framesPerSecond: Math.round(frames / (elapsedMs / 1_000)),
      p50Ms,
      p99Ms,
      maxMs,
      commitP99Ms,
      behind,
      ...memory,
    }
  } finally {
    child.kill()
  }
}

/** Submits each change when it is due, whether or not the earlier ones were answered. */
async function change(
  gate: OpenGate,
  { changes, startMs }: { changes: number; startMs: number },
): Promise<{ elapsedMs: number; commitP99Ms: number }> {
  const latenciesMs: number[] = []
  const pending = new Set<Promise<unknown>>()
  let sent = 0
  while (sent < changes) {
    const due = Math.min(changes, Math.floor(((monotonicMs() - startMs) * CHANGES_PER_SECOND) / 1_000))
    for (; sent < due; sent += 1) {
      const submitted = gate.submit({
        kind: 'receive_stock',
        actor: 'bench',
        skuCode: skuCode(sent % SKUS),
        locationCode: 'HD',
        quantity: 1,
        reference: `change:${sent}`,
      })
      pending.add(submitted)
      const dueMs = startMs + (sent / CHANGES_PER_SECOND) * 1_000
      void submitted.finally(() => {
        pending.delete(submitted)
        latenciesMs.push(monotonicMs() - dueMs)
      })
    }
    await sleep(PACE_MS)
  }
  await Promise.all(pending)
  return {
    elapsedMs: monotonicMs() - startMs,
    commitP99Ms: percentile(Float64Array.from(latenciesMs).sort(), 0.99),
  }
}

/** Of this process: the served program, its batches and its push. */
function watchRss(): { end(): { peakRssMb: number; rssGrowthMb: number } } {
  const samples: number[] = []
  const timer = setInterval(() => samples.push(process.memoryUsage.rss() / 1_048_576), RSS_STEP_MS)
  return {
    end() {
      clearInterval(timer)
      const settled = samples.slice((WARM_UP_SECONDS * 1_000) / RSS_STEP_MS)
      const half = Math.floor(settled.length / 2)
      const growth = Math.max(...settled.slice(half)) - Math.max(...settled.slice(0, half))
      return { peakRssMb: Math.round(Math.max(...samples)), rssGrowthMb: Math.round(growth) }
    },
  }
}

function order(child: ChildProcess, message: PushClientsOrder): void {
  child.send(message)
}

function heard<Kind extends PushClientsMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<PushClientsMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: PushClientsMessage) => {
      if (message.kind === kind) resolve(message as Extract<PushClientsMessage, { kind: Kind }>)
    })
    child.once('error', reject)
    child.once('exit', (code) => code !== 0 && reject(new Error(`the clients ended with ${code}`)))
  })
}
