// Who did what to a quarantined row. Looking at its content is receiver data looked at, so it is one of
// these rows, written before the content is handed out.

import type { Transaction } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'

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
