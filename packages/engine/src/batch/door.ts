// One door: commands queue here, leave in batches, and each caller hears its own outcome after the
// commit. Batching is group commit: while two batches are under way the next one grows.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { Tally } from './tally.ts'
import type { GateTally } from './tally.ts'
import { commandQueue, orderKeyTextOf } from './command-queue.ts'
import type { Queued } from './command-queue.ts'
import type { BatchContext, BatchEntry } from './run-batch.ts'
import { runIsolated } from './isolate-poison.ts'
import type { Answer } from './isolate-poison.ts'

/** Where a batch's fixed cost (20 round trips, one fsync) is small beside its rows; larger only adds latency. */
export const BATCH_COMMANDS_MAX = 600
/** One batch is prepared and loaded while the other writes; a third would only wait for the same pools. */
const BATCHES_UNDER_WAY_MAX = 2
/** An idle door waits this long for company before it runs a small batch. */
const LINGER_MS = 2
/**
 * Answers given in one turn. Each wakes a caller that may bring the next command at once: 600 of them in one turn
 * kept the next batch, which has just been given its locks, waiting while the database stood idle.
 */
const ANSWERS_PER_TURN = 50
/** A few seconds of work at full speed. Beyond it a caller is told to come back rather than made to wait. */
export const QUEUE_COMMANDS_MAX = 20_000

export class OverloadError extends Error {
  override readonly name = 'OverloadError'
}

export class ClosedError extends Error {
  override readonly name = 'ClosedError'
}

export interface Door {
  /** Throws an `OverloadError` while nothing more may be written. */
  requireRoom(): void
  submit(entry: BatchEntry): Promise<Answer>
  readonly waiting: number
  readonly tally: GateTally
  /** Resolves when everything taken so far is answered; nothing more is taken. */
  drain(): Promise<void>
}

interface Waiting extends Queued {
  arrivedMs: number
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

export interface DoorOptions {
  batchCommandsMax?: number
  /** Asked before a command is taken: false while nothing more may be written. */
  mayTake?: () => boolean
}

export function openDoor(context: BatchContext, options: DoorOptions = {}): Door {
  const { mayTake = () => true } = options
  const tally = new Tally()
  const commandsMax = options.batchCommandsMax ?? BATCH_COMMANDS_MAX
  const queue = commandQueue<Waiting>(commandsMax)
  let underWay = 0
  let answering = 0
  let isClosed = false
  let linger: NodeJS.Timeout | null = null
  let onIdle: (() => void) | null = null

  function pump(): void {
    linger = null
    while (underWay < BATCHES_UNDER_WAY_MAX && queue.length > 0) {
      const batch = queue.take()
      if (batch.length === 0) break
      void run(batch)
    }
    if (underWay === 0 && answering === 0 && queue.length === 0) onIdle?.()
  }

  async function run(batch: Waiting[]): Promise<void> {
    underWay += 1
    answering += 1
    const startMs = performance.now()
    let settle: (waiting: Waiting, index: number) => void
    try {
      const answers = await runIsolated(context, batch)
      count(tally, { batch, answers, startMs })
      settle = (waiting, index) => waiting.resolve(answers[index] as Answer)
    } catch (error) {
      settle = (waiting) => waiting.reject(error)
    }
    underWay -= 1
    queue.finished(batch)
    pump()
    await settleInTurns(batch, settle)
    answering -= 1
    pump()
  }

  return {
    tally,
    requireRoom() {
      if (!mayTake()) throw new OverloadError('the disk is nearly full')
    },
    get waiting() {
      return queue.length
    },
    submit(entry) {
      if (isClosed) return Promise.reject(new ClosedError('the gate is closing and takes no more commands'))
      if (!mayTake()) return Promise.reject(new OverloadError('the disk is nearly full'))
      if (queue.length >= QUEUE_COMMANDS_MAX)
        return Promise.reject(new OverloadError(`${QUEUE_COMMANDS_MAX} commands are waiting`))
      return new Promise((resolve, reject) => {
        queue.push({ ...entry, orderKey: orderKeyTextOf(entry.command), arrivedMs: performance.now(), resolve, reject })
        if (queue.length >= commandsMax) pump()
        else linger ??= setTimeout(pump, LINGER_MS)
      })
    },
    drain() {
      isClosed = true
      return new Promise((resolve) => {
        onIdle = resolve
        pump()
      })
    },
  }
}

async function settleInTurns(
  batch: readonly Waiting[],
  settle: (waiting: Waiting, index: number) => void,
): Promise<void> {
  for (const [index, waiting] of batch.entries()) {
    // The point is the pause itself.
    // eslint-disable-next-line no-await-in-loop
    if (index > 0 && index % ANSWERS_PER_TURN === 0) await nextTurn()
    settle(waiting, index)
  }
}

interface Answered {
  batch: readonly Waiting[]
  answers: readonly Answer[]
  startMs: number
}

function count(tally: Tally, { batch, answers, startMs }: Answered): void {
  const nowMs = performance.now()
  const commands = batch.map(({ command, arrivedMs }, place) => ({
    kind: command.kind,
    outcome: answers[place]?.outcome ?? 'unknown',
    durationMs: nowMs - arrivedMs,
  }))
  tally.batch(nowMs - startMs, commands)
}
