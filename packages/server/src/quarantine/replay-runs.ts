// Runs a replay of all that a filter matches beside everything else: a page of rows at a time, a few rows at once,
// giving way where the door is full.

import { ClosedError, countReplays, endReplayRun, readMatchingIds } from '@tidegate/engine'
import { replay, startReplayRun } from '@tidegate/engine'
import type { ContentReader, OpenGate, QuarantineFilter, ReplayRunView } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import { forEachAtOnce } from '../intake/for-each.ts'
import { patiently } from '../intake/patiently.ts'
import type { Log } from '../log.ts'

/** Progress is told after each page. */
const ROWS_PER_PAGE = 100
/** Enough to fill batches; some rows ask a channel, whose limiter allows few calls at once. */
const ROWS_AT_ONCE = 8

type ReplayRunGate = Pick<OpenGate, 'merchant' | 'context' | 'door' | 'database'>

export interface ReplayRuns {
  /** Null where one of this merchant's is under way. */
  start(gate: ReplayRunGate, wish: { actor: string; filter: QuarantineFilter }): Promise<ReplayRunView | null>
  /** Resolves when those of this process have ended. */
  stop(): Promise<void>
}

export interface ReplayRunsOptions {
  reader: ContentReader
  clock: Pick<Clock, 'sleep'>
  log: Log
}

export function createReplayRuns(options: ReplayRunsOptions): ReplayRuns {
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  return {
    async start(gate, { actor, filter }) {
      const run = await startReplayRun(gate.context, { actor, filter })
      if (run === null) return null
      const work = runToEnd({ ...options, gate, run, filter, signal: stopping.signal })
      underWay.add(work)
      void work.then(() => underWay.delete(work))
      return run
    },
    async stop() {
      stopping.abort(new Error('the program is stopping'))
      await Promise.all(underWay)
    },
  }
}

interface Run extends ReplayRunsOptions {
  gate: ReplayRunGate
  run: ReplayRunView
  filter: QuarantineFilter
  signal: AbortSignal
}

/** Never rejects: what is left over stays in quarantine, and the log says why. */
async function runToEnd(run: Run): Promise<void> {
  const { gate, log } = run
  try {
    await replayPages(run)
  } catch (error) {
    const isStop = run.signal.aborted || error instanceof ClosedError
    if (!isStop) log.error({ err: error, merchant: gate.merchant.code }, 'a replay of the quarantine stopped early')
  }
  // The database may be what failed; whoever wants the next run ends this one then.
  await endReplayRun(gate.context, run.run.id).catch((error: unknown) =>
    log.warn({ err: error }, 'a replay has no end'),
  )
}

async function replayPages(run: Run): Promise<void> {
  const { gate, filter, signal } = run
  let after = 0
  for (let left = run.run.total; left > 0 && !signal.aborted;) {
    const ids = await readMatchingIds(gate.database, filter, { after, limit: Math.min(left, ROWS_PER_PAGE) })
    if (ids.length === 0) return
    let replayed = 0
    await forEachAtOnce(ids, ROWS_AT_ONCE, async (id) => {
      if (await replayOne(run, id)) replayed += 1
    })
    await countReplays(gate.context, run.run.id, { replayed, failed: ids.length - replayed })
    after = ids.at(-1) ?? after
    left -= ids.length
  }
}

/** False where the row still waits. */
async function replayOne({ gate, run, reader, clock, signal }: Run, id: number): Promise<boolean> {
  const ask = { id, actor: run.startedBy, reader, signal }
  const { outcome } = await patiently(() => replay(gate, ask), { clock, signal })
  return outcome === 'replayed' || outcome === 'already_resolved'
}
