// Replays one quarantined row: read it as its entrance would today, take what it becomes through the door, and
// end the row. Nothing is doubled whoever else replays or re-delivers it: the commands go by natural keys, so
// the second of two is answered `already_recorded`. Nothing is lost: the row ends after the commit, never before.

import type { Command, OrderKey, Outcome } from '@tidegate/domain'
import { submitCommand } from '../batch/submit-command.ts'
import type { OfferedCommand } from '../batch/submit-command.ts'
import type { OpenGate } from '../merchant/open-merchant.ts'
import { describeChanges } from './changes.ts'
import { readContent } from './content.ts'
import type { QuarantineContent } from './content.ts'
import { POISON } from './quarantine.ts'
import { readAgain } from './reading.ts'
import type { ContentProblem, ContentReader, ReadCommand } from './reading.ts'
import { keepCorrection, recordFailure, resolveAsReplayed } from './resolve.ts'

export interface ReplayRequest {
  id: number
  actor: string
  reader: ContentReader
  signal: AbortSignal
  /** What a person made of the content they saw; without one, the correction kept earlier or the content itself. */
  correction?: { bytes: Buffer; version: string }
}

/** In order of precedence. */
export type ReplayAnswer =
  | { outcome: 'entry_unknown' }
  | { outcome: 'already_resolved' }
  /** A command has no bytes to correct: it is replayed as it is, once the program is mended. */
  | { outcome: 'not_correctable' }
  /** The subject was delivered with other content meanwhile; that waits in the row. */
  | { outcome: 'content_changed' }
  | { outcome: 'failed'; problem: ContentProblem }
  | { outcome: 'replayed'; orderNumbers: string[]; answers: string[] }

export type ReplayGate = Pick<OpenGate, 'merchant' | 'context' | 'door'>

export async function replay(gate: ReplayGate, request: ReplayRequest): Promise<ReplayAnswer> {
  const kept = await readContent(gate.context.sql, gate.context.vault, request.id)
  if (kept === null) return { outcome: 'entry_unknown' }
  if (!kept.isOpen) return { outcome: 'already_resolved' }
  if (request.correction === undefined) return replayContent(gate, request, kept)
  if (kept.original === null) return { outcome: 'not_correctable' }
  const { bytes, version } = request.correction
  const detail = describeChanges(kept.original, bytes)
  const row = { id: kept.id, version }
  if (!(await keepCorrection(gate.context, row, { actor: request.actor, bytes, detail })))
    return { outcome: 'content_changed' }
  return replayContent(gate, request, { ...kept, version, correction: bytes })
}

async function replayContent(
  gate: ReplayGate,
  { actor, reader, signal }: ReplayRequest,
  kept: QuarantineContent,
): Promise<ReplayAnswer> {
  const { context, merchant } = gate
  const fail = async (problem: ContentProblem): Promise<ReplayAnswer> => {
    await recordFailure(context, kept, { actor, problem })
    return { outcome: 'failed', problem }
  }
  const reading = await readAgain(kept, kept.correction, { merchant: merchant.code, reader, signal })
  if (!reading.ok) return fail(reading.problem)
  const offered = reading.commands.map((read) => offer(kept, read, actor))
  const answers = await submitInOrder(gate, offered)
  const last = answers.at(-1)
  if (last === undefined) return fail({ code: 'nothing_to_do', field: null, reason: 'the content asks for nothing' })
  if (!TAKEN.has(last.outcome)) return fail(problemOf(last))
  const outcomes = answers.map(({ outcome }) => outcome)
  const keys = offered.flatMap(({ command }) => keysOf(command))
  const orderNumbers = await resolveAsReplayed(context, kept, { actor, detail: outcomes.join(', '), keys })
  if (orderNumbers !== null) return { outcome: 'replayed', orderNumbers, answers: outcomes }
  const now = await readContent(context.sql, context.vault, kept.id)
  return { outcome: now?.isOpen === true ? 'content_changed' : 'already_resolved' }
}

/** What a person corrected is told by that person, and the timeline says so. */
function offer(kept: QuarantineContent, { command, raw }: ReadCommand, actor: string): OfferedCommand {
  return { command: kept.correction === null ? command : { ...command, actor }, raw, replays: kept.id }
}

/** One after the other, and no further than the first that is refused. */
async function submitInOrder({ context, door }: ReplayGate, offered: readonly OfferedCommand[]): Promise<Outcome[]> {
  const answers: Outcome[] = []
  for (const each of offered) {
    // eslint-disable-next-line no-await-in-loop -- a refund must find the order that comes before it
    const answer = await submitCommand(context, door, each)
    answers.push(answer)
    if (!TAKEN.has(answer.outcome)) break
  }
  return answers
}

function keysOf(command: Command): OrderKey[] {
  if (command.kind === 'record_order') return [command.snapshot.key]
  return 'key' in command ? [command.key] : []
}

/**
 * Answers after which nothing is owed any more: applied now or earlier, or decided against by the rules of its kind.
 * A new outcome is not among them until it is written here, so it keeps its row.
 */
const TAKEN: ReadonlySet<string> = new Set([
  'already_recorded',
  'known_live',
  'older_than_known',
  'updated',
  'recorded',
  'already_cancelled',
  'already_shipped',
  'cancelled',
  'already_held',
  'nothing_to_hold',
  'held',
  'not_held',
  'released',
  'nothing_due',
  'expired',
  'unchanged',
  'advanced',
  'shipped_after_cancel',
  'shipped_while_held',
  'shipped',
  'fenced',
  'already_past',
  'moved',
])

function problemOf(answer: Outcome): ContentProblem {
  if (answer.outcome === 'quarantined') return { code: POISON, field: null, reason: answer.reason }
  const { outcome, ...figures } = answer
  const known = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  return { code: outcome, field: null, reason: ['the engine refused it', ...known].join(', ') }
}
