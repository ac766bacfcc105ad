// How a quarantined row ends: once, by somebody, as something, and only as the content it was judged by. A row
// whose subject was delivered with other content meanwhile stays open.

import { orderKeyText } from '@tidegate/domain'
import type { OrderKey } from '@tidegate/domain'
import { textArray } from '../database/columns.ts'
import type { Transaction } from '../database/connect.ts'
import { writeAction } from './actions.ts'
import type { QuarantineAction } from './actions.ts'
import type { QuarantineContext } from './quarantine.ts'
import type { ContentProblem } from './reading.ts'

/** A row as somebody saw it. */
export interface SeenRow {
  id: number
  version: string
}

export interface Replayed {
  actor: string
  /** What the commands were answered. */
  detail: string
  /** Orders the commands were about. */
  keys: readonly OrderKey[]
}

/** The numbers of its orders; null where the row was no longer what was seen. */
export async function resolveAsReplayed(
  { sql, ids }: QuarantineContext,
  row: SeenRow,
  { actor, detail, keys }: Replayed,
): Promise<string[] | null> {
  return sql.begin(async (tx) => {
    const numbers = await numbersOf(tx, keys)
    const resolved = await tx`
      update quarantine set attempts = attempts + 1, resolved_at = now(), resolved_as = 'replayed', resolved_by = ${actor},
        order_numbers = ${textArray(numbers)}::text[]
      where id = ${row.id} and resolved_at is null and ${isStill(tx, row)}`
    if (resolved.count === 0) return null
    await writeAction(tx, ids, { quarantineId: row.id, actor, action: 'replayed', detail })
    return numbers
  })
}

/** Keeps the row, with what is wrong with it now. */
export async function recordFailure(
  { sql, ids }: QuarantineContext,
  row: SeenRow,
  { actor, problem }: { actor: string; problem: ContentProblem },
): Promise<void> {
  const { code, field, reason } = problem
  await sql.begin(async (tx) => {
    await tx`
      update quarantine set attempts = attempts + 1, code = ${code}, field = ${field}, reason = ${reason}
      where id = ${row.id} and resolved_at is null and ${isStill(tx, row)}`
    await writeAction(tx, ids, { quarantineId: row.id, actor, action: 'replay_failed', detail: `${code}: ${reason}` })
  })
}

export interface Correction {
  actor: string
  bytes: Buffer
  /** Where it differs from what came: JSON pointers, never values. */
  detail: string
}

/** Keeps a correction beside the content; false where the row was no longer what was seen. */
export async function keepCorrection(
  { sql, ids, vault }: QuarantineContext,
  row: SeenRow,
  { actor, bytes, detail }: Correction,
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const { count } = await tx`
      update quarantine set sealed_correction = ${vault.seal(bytes)}
      where id = ${row.id} and resolved_at is null and ${isStill(tx, row)}`
    if (count === 0) return false
    await writeAction(tx, ids, { quarantineId: row.id, actor, action: 'corrected', detail })
    return true
  })
}

export interface Decision {
  id: number
  actor: string
  reason: string
}

/** False where it is not open. */
export function discard(context: QuarantineContext, decision: Decision): Promise<boolean> {
  const { id, actor } = decision
  return decide(context, decision, {
    action: 'discarded',
    apply: (tx) => tx`
      update quarantine set resolved_at = now(), resolved_as = 'discarded', resolved_by = ${actor}
      where id = ${id} and resolved_at is null`,
  })
}

/** Takes a discarding back; false where the row was not discarded, or its subject waits in another row by now. */
export function reopen(context: QuarantineContext, decision: Decision): Promise<boolean> {
  return decide(context, decision, {
    action: 'reopened',
    apply: (tx) => tx`
      update quarantine q set resolved_at = null, resolved_as = null, resolved_by = null
      where id = ${decision.id} and resolved_as = 'discarded' and not exists (
        select 1 from quarantine other
        where other.subject = q.subject and other.source = q.source and other.resolved_at is null
      )`,
  })
}

async function decide(
  { sql, ids }: QuarantineContext,
  { id, actor, reason }: Decision,
  { action, apply }: { action: QuarantineAction; apply: (tx: Transaction) => Promise<{ count: number }> },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const { count } = await apply(tx)
    if (count === 0) return false
    await writeAction(tx, ids, { quarantineId: id, actor, action, detail: reason })
    return true
  })
}

function isStill(tx: Transaction, { version }: SeenRow) {
  return tx`coalesce(encode(content_hash, 'hex'), '') = ${version}`
}

/** Sorted by key, each once. */
async function numbersOf(tx: Transaction, keys: readonly OrderKey[]): Promise<string[]> {
  const unique = [...new Map(keys.map((key) => [orderKeyText(key), key])).values()]
  const rows = await tx<{ number: string }[]>`
    select o.number
    from json_to_recordset(${JSON.stringify(unique)}::text::json) as k(channel text, shop text, "platformOrderId" text)
    join shops s on s.channel = k.channel and s.code = k.shop
    join orders o on o.shop_id = s.id and o.platform_order_id = k."platformOrderId"
    order by o.number`
  return rows.map(({ number }) => number)
}
