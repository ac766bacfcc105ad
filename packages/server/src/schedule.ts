// What the program does by the clock. Finding out what is due is the engine's; here is only how often.

import { endSuperseded } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import { every } from './every.ts'
import type { RecurringSurroundings } from './every.ts'
import type { Role } from './roles.ts'

const DUE_WORK_INTERVAL_MS = 1_000
/** Nobody waits for a quarantined row to end by itself; a page shows it a moment late at worst. */
const QUARANTINE_INTERVAL_MS = 15_000
/** Longer than any platform repeats a message, or a captured one is worth anything. */
const MESSAGES_KEPT_DAYS = 30
/** Answers live for days, so an hour more or less is nothing, and no purge has much to do. */
const PURGE_INTERVAL_MS = 60 * 60_000
/** A day, with months prepared ahead: nothing hangs on the hour. */
const UPKEEP_INTERVAL_MS = 24 * 60 * 60_000

export interface ScheduleOptions extends RecurringSurroundings {
  roles: readonly Role[]
  /** The merchants served at the moment. */
  gates: () => Promise<readonly OpenGate[]>
  /** Prepares the timeline's coming months, for every merchant. */
  upkeep: () => Promise<void>
}

/** Resolves when it was aborted and the last runs have ended. */
export async function runSchedule({ roles, gates, upkeep, ...surroundings }: ScheduleOptions): Promise<void> {
  const forEachGate = (work: (gate: OpenGate) => Promise<unknown>) => async (): Promise<void> => {
    const results = await Promise.allSettled((await gates()).map(work))
    const failed = results.filter((result) => result.status === 'rejected')
    if (failed.length > 0) throw failed[0]?.reason
  }
  const dueWork = forEachGate((gate) => gate.runDueWork())
  const quarantine = forEachGate(endSuperseded)
  const purge = forEachGate((gate) => gate.idempotency.purge())
  const forgetMessages = forEachGate((gate) => gate.links.fetches.forgetMessages(MESSAGES_KEPT_DAYS))
  await Promise.all([
    roles.includes('engine') &&
      every({ name: 'due work', intervalMs: DUE_WORK_INTERVAL_MS, run: dueWork }, surroundings),
    roles.includes('engine') &&
      every({ name: 'quarantine', intervalMs: QUARANTINE_INTERVAL_MS, run: quarantine }, surroundings),
    roles.includes('schedule') &&
      every({ name: 'purge of idempotency keys', intervalMs: PURGE_INTERVAL_MS, run: purge }, surroundings),
    roles.includes('schedule') &&
      every({ name: 'forgetting messages', intervalMs: PURGE_INTERVAL_MS, run: forgetMessages }, surroundings),
    roles.includes('schedule') && every({ name: 'upkeep', intervalMs: UPKEEP_INTERVAL_MS, run: upkeep }, surroundings),
  ])
}
