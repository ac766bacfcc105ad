// What waits at the door, and which of it may leave together.

import { isOrderCommand, orderKeyOf, orderKeyText } from '@tidegate/domain'
import type { SealedCommand } from '@tidegate/domain'
import type { BatchEntry } from './run-batch.ts'

/** Raw bytes held by one batch; a 2,000-line order must not make a batch of 600 such. */
const BATCH_BYTES_MAX = 8 * 1024 * 1024
export interface Queued extends BatchEntry {
  /** Of the order it names, or null. */
  orderKey: string | null
}

export interface CommandQueue<Q extends Queued> {
  readonly length: number
  push(queued: Q): void
  /**
   * The next batch from the front. It leaves behind what must follow a batch under way, so that commands of one
   * order take effect in the order they came.
   */
  take(): Q[]
  /** Lets what had to follow this batch go. */
  finished(batch: readonly Q[]): void
}

export function commandQueue<Q extends Queued>(commandsMax: number): CommandQueue<Q> {
  let queue: Q[] = []
  const underWay = new Set<string>()
  return {
    get length() {
      return queue.length
    },
    push: (queued) => void queue.push(queued),
    take() {
      const { batch, left } = split(queue, commandsMax, underWay)
      queue = left
      for (const { orderKey } of batch) if (orderKey !== null) underWay.add(orderKey)
      return batch
    },
    finished(batch) {
      for (const { orderKey } of batch) if (orderKey !== null) underWay.delete(orderKey)
    },
  }
}

function split<Q extends Queued>(
  queue: readonly Q[],
  commandsMax: number,
  underWay: ReadonlySet<string>,
): { batch: Q[]; left: Q[] } {
  const batch: Q[] = []
  const passedOver: Q[] = []
  const ordersPassedOver = new Set<string>()
  let bytes = 0
  let at = 0
  for (; at < queue.length && batch.length < commandsMax; at += 1) {
    const queued = queue[at] as Q
    const { orderKey } = queued
    if (orderKey !== null && (underWay.has(orderKey) || ordersPassedOver.has(orderKey))) {
      ordersPassedOver.add(orderKey)
      passedOver.push(queued)
      continue
    }
    bytes += queued.raw?.byteLength ?? 0
    if (batch.length > 0 && bytes > BATCH_BYTES_MAX) break
    batch.push(queued)
  }
  return { batch, left: [...passedOver, ...queue.slice(at)] }
}

export function orderKeyTextOf(command: SealedCommand): string | null {
  return isOrderCommand(command) ? orderKeyText(orderKeyOf(command)) : null
}
