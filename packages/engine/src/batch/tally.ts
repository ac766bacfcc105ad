// What a gate did since it was opened, counted where it is done: for metrics and for whoever looks at the system.
// Counts and durations only, so nothing of an order can be in it.

/** Upper edges, in seconds: from a lone command on an idle machine to a caller's patience. */
export const DURATION_EDGES_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** Of so many answers the latest durations are kept: a few seconds at full speed, an hour of a quiet shop. */
const RECENT_ANSWERS = 2_048

export interface Durations {
  /** How many took at most the edge of the same place; not cumulative. */
  readonly counts: readonly number[]
  readonly count: number
  readonly sumSeconds: number
}

export interface GateTally {
  readonly batches: number
  /** By `kind outcome`. */
  readonly commands: ReadonlyMap<string, number>
  readonly batchDurations: Durations
  /** From a command's arrival at the door to its answer. */
  readonly answerDurations: Durations
  /** Shares of the latest answers, in milliseconds; null where there is none yet. */
  answeredWithinMs(share: number): number | null
}

export interface CountedCommand {
  kind: string
  outcome: string
  durationMs: number
}

export class Tally implements GateTally {
  batches = 0
  readonly commands = new Map<string, number>()
  readonly batchDurations = new DurationCounts()
  readonly answerDurations = new DurationCounts()
  readonly #recentMs = new Float64Array(RECENT_ANSWERS)

  batch(durationMs: number, commands: readonly CountedCommand[]): void {
    this.batches += 1
    this.batchDurations.add(durationMs)
    for (const { kind, outcome, durationMs: tookMs } of commands) {
      const name = `${kind} ${outcome}`
      this.commands.set(name, (this.commands.get(name) ?? 0) + 1)
      this.#recentMs[this.answerDurations.count % RECENT_ANSWERS] = tookMs
      this.answerDurations.add(tookMs)
    }
  }

  answeredWithinMs(share: number): number | null {
    const known = Math.min(this.answerDurations.count, RECENT_ANSWERS)
    if (known === 0) return null
    const sorted = this.#recentMs.slice(0, known).sort()
    return Math.round(sorted[Math.min(known - 1, Math.floor(known * share))] ?? 0)
  }
}

class DurationCounts implements Durations {
  readonly counts: number[] = Array.from(DURATION_EDGES_SECONDS, () => 0)
  count = 0
  sumSeconds = 0

  add(durationMs: number): void {
    const seconds = durationMs / 1_000
    const place = DURATION_EDGES_SECONDS.findIndex((edge) => seconds <= edge)
    if (place >= 0) this.counts[place] = (this.counts[place] ?? 0) + 1
    this.count += 1
    this.sumSeconds += seconds
  }
}
