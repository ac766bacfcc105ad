// Who did what to a quarantined row. Looking at its content is receiver data looked at, so it is one of
// these rows, written before the content is handed out.

import type { Transaction } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'
import { toWireTime } from '../database/wire-time.ts'

export type QuarantineAction =
  | 'opened'
  | 'corrected'
  | 'replayed'
  | 'replay_failed'
  | 'discarded'
  | 'reopened'
  | 'superseded'

export interface NewAction {
  quarantineId: number
  actor: string
  action: QuarantineAction
  /** Never a value out of the content. */
  detail: string
}

export async function writeAction(tx: Transaction, ids: IdSource, action: NewAction): Promise<void> {
  const { quarantineId, actor, action: kind, detail } = action
  const id = (await ids.take(1))()
  await tx`
    insert into quarantine_actions (id, quarantine_id, actor, action, detail)
    values (${id}, ${quarantineId}, ${actor}, ${kind}, ${detail.replaceAll('\u0000', '')})`
}

export interface QuarantineActionView {
  at: string
  actor: string
  action: QuarantineAction
  detail: string
}

/** A row that a loop keeps replaying must not make its page unreadable. */
const ACTIONS_MAX = 200

/** The newest first. */
export async function readActions(tx: Transaction, quarantineId: number): Promise<QuarantineActionView[]> {
  const rows = await tx<{ at: number; actor: string; action: QuarantineAction; detail: string }[]>`
    select at, actor, action, detail from quarantine_actions
    where quarantine_id = ${quarantineId} order by at desc, id desc limit ${ACTIONS_MAX}`
  return rows.map(({ at, ...action }) => ({ ...action, at: toWireTime(at) }))
}
