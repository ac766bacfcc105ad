// Child process of the push bench: many clients on real WebSockets, some of which stop reading. It knows when each
// change was due, so what it measures includes every wait before the change was even submitted.

import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { PATHS, PUSH_PROTOCOL, topicName } from '../../packages/contract/src/index.ts'
import type { PoolStock, PushRow, ServerMessage } from '../../packages/contract/src/index.ts'
import { percentile } from './feed.ts'
import { skuCode } from './generator.ts'
import { monotonicMs } from './monotonic.ts'

export interface PushClientsPlan {
  port: number
  keys: readonly string[]
  clients: number
  stalled: number
  skus: number
  skusPerClient: number
  /** Units on hand of every SKU before the first change; each change adds one. */
  unitsBefore: number
  changesPerSecond: number
}

export interface PushClientsResult {
  frames: number
  rows: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  /** Topics of clients that read whose last value is not the last change. Must be 0. */
  behind: number
}

export type PushClientsMessage = { kind: 'ready' } | ({ kind: 'result' } & PushClientsResult)
export type PushClientsOrder = { kind: 'start'; atMs: number } | { kind: 'stop'; changes: number }

/** Below what the server accepts in a second. */
const CONNECTS_PER_SECOND = 150
/** The server ends who is silent for 25 s; somebody else stalls from then on. */
const STALL_MS = 20_000

const plan = JSON.parse(process.argv[2] ?? '{}') as PushClientsPlan
const latenciesMs: number[] = []
const counted = { frames: 0, rows: 0 }
let startedMs = Number.POSITIVE_INFINITY

class Client {
  readonly #index: number
  readonly #skus: readonly number[]
  /** How many changes of each SKU were seen. */
  readonly #seen = new Map<number, number>()

  constructor(index: number) {
    this.#index = index
    // Neighbours overlap, so that each SKU has readers, and several.
    this.#skus = Array.from(
      { length: plan.skusPerClient },
      (_, place) => (index * plan.skusPerClient + place) % plan.skus,
    )
  }

  /** Resolves when every SKU's first value is here. */
  async open(): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${plan.port}${PATHS.push}`, PUSH_PROTOCOL, {
      headers: { authorization: `Bearer ${plan.keys[this.#index % plan.keys.length]}` },
    })
    const topics = this.#skus.map((sku) => ({ topic: topicName({ kind: 'stock', sku: skuCode(sku) }) }))
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', topics })))
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('message', (data: Buffer) => {
        this.#hear(JSON.parse(data.toString()) as ServerMessage)
        if (this.#seen.size === this.#skus.length) resolve()
      })
    })
    return socket
  }

  behind(changes: number): number {
    return this.#skus.filter((sku) => this.#seen.get(sku) !== Math.ceil((changes - sku) / plan.skus)).length
  }

  #hear(message: ServerMessage): void {
    if (message.type !== 'changed' && message.type !== 'snapshot') return
    const nowMs = monotonicMs()
    counted.frames += 1
    for (const row of message.rows) this.#take(row, nowMs)
  }

  #take(row: PushRow, nowMs: number): void {
    const sku = Number(row.topic.slice(-SKU_DIGITS))
    const seen = (row.value as PoolStock).onHand - plan.unitsBefore
    counted.rows += 1
    // A row that brings several changes is the first sight of each of them.
    for (let change = this.#seen.get(sku) ?? seen; change < seen; change += 1) {
      const dueMs = startedMs + ((sku + change * plan.skus) / plan.changesPerSecond) * 1_000
      latenciesMs.push(nowMs - dueMs)
    }
    this.#seen.set(sku, seen)
  }
}

const SKU_DIGITS = 5

const reading: Client[] = []
for (let index = 0; index < plan.clients; index += 1) {
  if (index < plan.stalled) void stallForEver(index)
  else {
    const client = new Client(index)
    reading.push(client)
    await client.open()
  }
  await sleep(1_000 / CONNECTS_PER_SECOND)
}
tell({ kind: 'ready' })

process.on('message', (order: PushClientsOrder) => {
  if (order.kind === 'stop') return finish(order.changes)
  startedMs = order.atMs
  Object.assign(counted, { frames: 0, rows: 0 })
})

async function stallForEver(index: number): Promise<never> {
  for (;;) {
    const socket = await new Client(index).open()
    socket.pause()
    // What lies unread is handed out at the end, and tells nothing about the push.
    socket.removeAllListeners('message')
    await sleep(STALL_MS)
    socket.terminate()
  }
}

function finish(changes: number): void {
  const sorted = Float64Array.from(latenciesMs).sort()
  tell(
    {
      kind: 'result',
      ...counted,
      p50Ms: percentile(sorted, 0.5),
      p99Ms: percentile(sorted, 0.99),
      maxMs: percentile(sorted, 1),
      behind: reading.reduce((sum, client) => sum + client.behind(changes), 0),
    },
    () => process.exit(0),
  )
}

function tell(message: PushClientsMessage, then: () => void = () => undefined): void {
  process.send?.(message, then)
}
