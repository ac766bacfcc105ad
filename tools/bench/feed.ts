// Feeds raw orders through the production decoder into the door, as fast as it takes them or at a rate.

import { setTimeout as sleep } from 'node:timers/promises'
import { decodeTaobaoOrder } from '../../packages/connectors/src/channels/taobao/decode-order.ts'
import type { OpenGate } from '../../packages/engine/src/index.ts'
import { BENCH_SHOP } from './world.ts'

export interface FeedResult {
  submitted: number
  outcomes: Map<string, number>
  elapsedMs: number
  /** Submit to acknowledgement, sorted. */
  latenciesMs: Float64Array
  peakRssMb: number
}

export interface FeedOptions {
  /** Stop after this long; the stream's end stops it too. */
  seconds: number
  /** Orders per second offered; unlimited when left out. */
  rate?: number
  progress?: (orders: number, seconds: number) => void
}

/** Keeps the door busy with five batches' worth; more would only measure the queue. */
const OUTSTANDING_MAX = 1_800

export async function feed(gate: OpenGate, raws: AsyncIterable<Buffer>, options: FeedOptions): Promise<FeedResult> {
  const outcomes = new Map<string, number>()
  const latencies: number[] = []
  const startMs = performance.now()
  const endMs = startMs + options.seconds * 1_000
  let submitted = 0
  let outstanding = 0
  let peakRss = 0
  let wake: (() => void) | null = null
  let lastProgressMs = startMs

  const submit = async (raw: Buffer): Promise<void> => {
    const sentMs = performance.now()
    outstanding += 1
    submitted += 1
    const decoded = decodeTaobaoOrder(raw, BENCH_SHOP.shop)
    if (!decoded.ok)
      throw new Error(`the generator made an order that does not decode: ${JSON.stringify(decoded.problem)}`)
    const { outcome } = await gate.submit(
      { kind: 'record_order', actor: 'channel:taobao', snapshot: decoded.snapshot },
      raw,
    )
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    latencies.push(performance.now() - sentMs)
    outstanding -= 1
    wake?.()
  }

  const pending = new Set<Promise<void>>()
  for await (const raw of raws) {
    const nowMs = performance.now()
    if (nowMs >= endMs) break
    if (nowMs - lastProgressMs > 5_000) {
      lastProgressMs = nowMs
      peakRss = Math.max(peakRss, process.memoryUsage.rss())
      options.progress?.(latencies.length, (nowMs - startMs) / 1_000)
    }
    if (options.rate !== undefined) await paced(startMs + (submitted / options.rate) * 1_000)
    const sent = submit(raw)
    pending.add(sent)
    void sent.finally(() => pending.delete(sent))
    while (outstanding >= OUTSTANDING_MAX) await new Promise<void>((resolve) => (wake = resolve))
  }
  await Promise.all(pending)
  return {
    submitted,
    outcomes,
    elapsedMs: performance.now() - startMs,
    latenciesMs: Float64Array.from(latencies).sort(),
    peakRssMb: Math.round(Math.max(peakRss, process.memoryUsage.rss()) / 1_048_576),
  }
}

/** Waits for an order's due time; a late one goes at once, so the offered rate stays what was asked. */
async function paced(dueMs: number): Promise<void> {
  const waitMs = dueMs - performance.now()
  if (waitMs > 1) await sleep(waitMs)
}

export function percentile(sorted: Float64Array, share: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
}
