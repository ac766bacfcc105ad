// What could not be applied, from any entrance: kept raw and sealed, counted once per subject, visible.
// Content a person has dealt with stays dealt with: delivered again, it is counted and opens no new row.

import { isOrderCommand, orderKeyOf, orderKeyText } from '@tidegate/domain'
import type { OrderKey } from '@tidegate/domain'
import type { BatchEntry } from '../batch/run-batch.ts'
import type { Database } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'
import type { QuarantineEntry } from '../merchant/gate.ts'
import type { Vault } from '../privacy/vault.ts'

/** The code of a command that throws. */
export const POISON = 'poison'

export interface QuarantineContext {
  sql: Database
  vault: Vault
  ids: IdSource
}

interface Stored {
  key: OrderKey | null
  subject: string
  source: string
  code: string
  field: string | null
  reason: string
  contentKind: 'raw' | 'command'
  content: Uint8Array | string
  /** Of poison that came with bytes: the command beside them. */
  command: string | null
}

export function quarantineRaw(context: QuarantineContext, entry: QuarantineEntry): Promise<number> {
  const { key, source, code, field = null, reason, raw } = entry
  const subject = key === null ? bytesSubject(context, raw) : orderSubject(key)
  return store(context, {
    key,
    subject,
    source,
    code,
    field,
    reason,
    contentKind: 'raw',
    content: raw,
    command: null,
  })
}

/** A command that failed alone: as itself, and beside it the bytes a channel sent. */
export function quarantineCommand(
  context: QuarantineContext,
  entry: BatchEntry,
  why: { code: string; reason: string },
): Promise<number> {
  const { command } = entry
  const text = JSON.stringify(command)
  const bytes = entry.rawIsCommand === true ? undefined : entry.raw
  return store(context, {
    key: isOrderCommand(command) ? orderKeyOf(command) : null,
    subject: commandSubject(context, entry, text),
    source: `command:${command.kind}`,
    field: null,
    ...why,
    contentKind: bytes === undefined ? 'command' : 'raw',
    content: bytes ?? text,
    command: bytes === undefined ? null : text,
  })
}

/** Of an order's snapshots the newest is enough; of anything else said about it, every word counts. */
function commandSubject(context: QuarantineContext, { command }: BatchEntry, text: string): string {
  if (!isOrderCommand(command)) return bytesSubject(context, text)
  const order = orderSubject(orderKeyOf(command))
  return command.kind === 'record_order' ? order : `${order}#${context.vault.pseudonym('subject', text)}`
}

const orderSubject = (key: OrderKey): string => withoutNul(`order:${orderKeyText(key)}`)
const bytesSubject = ({ vault }: QuarantineContext, content: Uint8Array | string): string =>
  `bytes:${vault.pseudonym('subject', content)}`

/** PostgreSQL's text holds any character but this one. */
const withoutNul = (text: string): string => text.replaceAll('\u0000', '')

/** The same subject from the same entrance is one open row that counts how often it was seen. */
async function store(context: QuarantineContext, entry: Stored): Promise<number> {
  const { sql, vault } = context
  const hash = vault.pseudonym('subject', entry.content)
  const reason = withoutNul(entry.reason)
  const known = await countAgain(sql, { ...entry, reason }, hash)
  if (known !== null) return known
  const id = (await context.ids.take(1))()
  const [row] = await sql<{ id: number }[]>`
    insert into quarantine (id, subject, source, code, field, reason, content_kind, sealed, sealed_command, content_hash,
      channel, shop, platform_order_id)
    values (${id}, ${entry.subject}, ${entry.source}, ${entry.code}, ${entry.field}, ${reason}, ${entry.contentKind},
      ${vault.seal(entry.content)}, ${entry.command === null ? null : vault.seal(entry.command)}, decode(${hash}, 'hex'),
      ${entry.key?.channel ?? null}, ${entry.key?.shop ?? null},
      ${entry.key === null ? null : withoutNul(entry.key.platformOrderId)})
    on conflict (subject, source) where resolved_at is null do update
      set seen = quarantine.seen + 1, last_at = now(), code = excluded.code, field = excluded.field,
        reason = excluded.reason, content_kind = excluded.content_kind, sealed = excluded.sealed,
        sealed_command = excluded.sealed_command, content_hash = excluded.content_hash, sealed_correction = null
    returning id`
  if (row === undefined) throw new Error('quarantine stored nothing')
  return row.id
}

/**
 * The row that holds this very content, counted once more; null where there is none. A replay that is under way is
 * waited for: it holds the row. Only bytes from outside that somebody dealt with are remembered: what a command asks
 * may be asked again, and what was merely overtaken may come back.
 */
async function countAgain(sql: Database, entry: Stored, hash: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    update quarantine
    set seen = seen + 1, last_at = now(),
      code = case when resolved_at is null and sealed_correction is null then ${entry.code} else code end,
      field = case when resolved_at is null and sealed_correction is null then ${entry.field} else field end,
      reason = case when resolved_at is null and sealed_correction is null then ${entry.reason} else reason end
    where subject = ${entry.subject} and source = ${entry.source} and content_hash = decode(${hash}, 'hex')
      and (resolved_at is null or (content_kind = 'raw' and resolved_as in ('replayed', 'discarded')))
    returning id`
  return row?.id ?? null
}
