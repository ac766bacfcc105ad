// Simulated time: what a moment of this machine's clock stands for, in stretches that run faster or slower. The
// simulators, the program and the database each compute it from one plan, so nobody has to be told the time.

import type { Clock } from '../../../packages/server/src/clock.ts'

export interface Stretch {
  /** Where it begins, by this machine's clock and in simulated time. */
  realMs: number
  simulatedMs: number
  /** Simulated milliseconds to one of this machine's. */
  speed: number
}

/** In order; the first one holds for whatever was before it. */
export type TimePlan = readonly [Stretch, ...Stretch[]]

/** Time as it is, until a plan is made. */
export const REAL_TIME: TimePlan = [{ realMs: 0, simulatedMs: 0, speed: 1 }]

/** Goes on from the last stretch: at `realMs` its speed changes. */
export function withStretch(plan: TimePlan, next: Omit<Stretch, 'simulatedMs'>): TimePlan {
  return [...plan, { ...next, simulatedMs: toSimulated(plan, next.realMs) }]
}

export function toSimulated(plan: TimePlan, realMs: number): number {
  const { realMs: from, simulatedMs, speed } = plan.findLast((stretch) => stretch.realMs <= realMs) ?? plan[0]
  return simulatedMs + (realMs - from) * speed
}

function toReal(plan: TimePlan, simulated: number): number {
  const { realMs, simulatedMs, speed } = plan.findLast((stretch) => stretch.simulatedMs <= simulated) ?? plan[0]
  return realMs + (simulated - simulatedMs) / speed
}

export interface SimulatedClock extends Clock {
  plan: TimePlan
  /** Waits until this simulated moment. */
  until: (simulatedMs: number) => Promise<void>
}

const WAIT_MS_MAX = 100

export function simulatedClock(): SimulatedClock {
  const clock: SimulatedClock = {
    plan: REAL_TIME,
    now: () => Math.floor(toSimulated(clock.plan, Date.now())),
    sleep: (durationMs, signal) => waitUntil(clock.now() + durationMs, signal),
    until: (simulatedMs) => waitUntil(simulatedMs, new AbortController().signal),
  }
  const waitUntil = async (simulatedMs: number, signal: AbortSignal): Promise<void> => {
    // In short waits: the speed may change meanwhile.
    do await wait(Math.min(WAIT_MS_MAX, toReal(clock.plan, simulatedMs) - Date.now()), signal)
    while (clock.now() < simulatedMs)
  }
  return clock
}

function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop)
        resolve()
      },
      Math.max(0, durationMs),
    )
    signal.addEventListener('abort', stop, { once: true })
  })
}

const STRETCHES_KEPT = 3

/** Before PostgreSQL's own in the search path: `now()` and `clock_timestamp()` of the plan. */
export const CLOCK_SCHEMA = 'simulated_time'

export function clockFunctions(plan: TimePlan): string {
  // Older ones are over: nobody asks the database for the past.
  const recent = plan.slice(-STRETCHES_KEPT)
  const stretches = recent.toReversed().map(({ realMs, simulatedMs, speed }) => {
    const moment = `to_timestamp(${simulatedMs / 1_000}) + (t - to_timestamp(${realMs / 1_000})) * ${speed}`
    return realMs === recent[0]?.realMs ? `else ${moment}` : `when t >= to_timestamp(${realMs / 1_000}) then ${moment}`
  })
  const body = stretches.length === 1 ? stretches.join().replace(/^else /, '') : `case ${stretches.join(' ')} end`
  const wrap = (name: string, volatility: string): string => `
    create or replace function ${CLOCK_SCHEMA}.${name}() returns timestamptz language sql ${volatility} parallel safe
      as $$ select ${CLOCK_SCHEMA}.at(pg_catalog.${name}()) $$;`
  return `
    create schema if not exists ${CLOCK_SCHEMA};
    grant usage on schema ${CLOCK_SCHEMA} to public;
    create or replace function ${CLOCK_SCHEMA}.at(t timestamptz) returns timestamptz language sql stable parallel safe
      as $$ select ${body} $$;
    ${wrap('now', 'stable')}
    ${wrap('clock_timestamp', 'volatile')}`
}
