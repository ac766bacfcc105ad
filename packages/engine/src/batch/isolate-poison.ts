// Runs a batch until every command has an answer: weather is waited out, a conflict reloads, and a
// batch that throws is halved until the command that throws alone is put into quarantine, raw.

import type { DecidedOutcome } from '@tidegate/domain'
import { renumberCollisions } from '../order/renumber.ts'
import { POISON, quarantineCommand } from '../quarantine/quarantine.ts'
import { runBatch } from './run-batch.ts'
import type { BatchContext, BatchEntry } from './run-batch.ts'
import { codeOf, isWeather, violatedConstraint, waitOut } from './weather.ts'

export type Answer = DecidedOutcome | { outcome: 'quarantined'; quarantineId: number; reason: string }

/** About a minute of waiting in all: longer than any restart of PostgreSQL we have measured (2.2 s). */
const WEATHER_ATTEMPTS_MAX = 60
/** Another worker inserted the same order first; each reload finds it, so a second conflict is already rare. */
const CONFLICT_ATTEMPTS_MAX = 10

export async function runIsolated(context: BatchContext, entries: readonly BatchEntry[]): Promise<Answer[]> {
  try {
    return await runPatiently(context, entries)
  } catch (error) {
    // Out of patience with the database: the callers hear it, nothing is poison.
    if (isWeather(error)) throw error
    if (entries.length === 1) return [await quarantinePoison(context, entries[0] as BatchEntry, error)]
    const middle = entries.length >> 1
    // In order, not side by side: later commands of one order must follow earlier ones.
    const first = await runIsolated(context, entries.slice(0, middle))
    return [...first, ...(await runIsolated(context, entries.slice(middle)))]
  }
}

async function runPatiently(context: BatchContext, entries: readonly BatchEntry[]): Promise<DecidedOutcome[]> {
  let conflicts = 0
  for (let attempt = 0; ; attempt += 1) {
    try {
      // eslint-disable-next-line no-await-in-loop -- a retry follows the attempt before it
      return await runBatch(context, entries)
    } catch (error) {
      // eslint-disable-next-line no-await-in-loop
      if (await resolvedConflict(context, entries, error)) conflicts += 1
      else if (!isWeather(error) || attempt >= WEATHER_ATTEMPTS_MAX) throw error
      if (conflicts > CONFLICT_ATTEMPTS_MAX) throw error
      context.retried(codeOf(error) ?? 'unknown')
      // eslint-disable-next-line no-await-in-loop
      await waitOut(Math.min(attempt, conflicts > 0 ? 2 : attempt))
    }
  }
}

/** True where running the same commands again can succeed: the order is there by now, or has another number. */
async function resolvedConflict(
  context: BatchContext,
  entries: readonly BatchEntry[],
  error: unknown,
): Promise<boolean> {
  switch (violatedConstraint(error)) {
    case 'orders_natural_key':
    case 'stock_levels_pkey':
    case 'stock_movements_once':
      return true
    case 'orders_number_unique':
      return renumberCollisions(context, entries)
    case null:
    default:
      return false
  }
}

export async function quarantinePoison(context: BatchContext, entry: BatchEntry, error: unknown): Promise<Answer> {
  const reason = reasonOf(error)
  context.log(`command ${entry.command.kind} put into quarantine: ${reason}`)
  const quarantineId = entry.replays ?? (await quarantineCommand(context, entry, { code: POISON, reason }))
  return { outcome: 'quarantined', quarantineId, reason }
}

const REASON_CHARACTERS_MAX = 500

/** For logs and people, in clear: what went wrong and never a value. PostgreSQL and the parsers quote what they choke on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const { constraint_name: constraint } = error as { constraint_name?: string }
  const message = error.name === 'SyntaxError' ? 'unreadable text' : error.message.replace(/".*"/s, '"…"')
  const code = [error.name, codeOf(error), constraint].filter(Boolean).join(' ')
  return `${code}: ${message}`.slice(0, REASON_CHARACTERS_MAX)
}
