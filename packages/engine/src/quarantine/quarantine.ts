// What could not be applied, from any entrance: kept raw and sealed, counted once per subject, visible.

import { isOrderCommand, orderKeyOf, orderKeyText } from '@tidegate/domain'
import type { BatchEntry } from '../batch/run-batch.ts'
import type { Database } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'
import type { QuarantineEntry } from '../merchant/gate.ts'
import type { Vault } from '../privacy/vault.ts'

export interface QuarantineContext {
  sql: Database
  vault: Vault
  ids: IdSource
}

interface Stored {
  subject: string
  source: string
  code: string
  reason: string
  contentKind: 'raw' | 'command'
  content: Uint8Array | string
}

export function quarantineRaw(context: QuarantineContext, entry: QuarantineEntry): Promise<number> {
  const { key, source, code, reason, raw } = entry
  const subject = key === null ? `bytes:${context.vault.pseudonym('subject', raw)}` : `order:${orderKeyText(key)}`
  return store(context, { subject, source, code, reason, contentKind: 'raw', content: raw })
}

/** A command that failed alone: its raw bytes where a channel sent some, else the command itself. */
export function quarantineCommand(
  context: QuarantineContext,
  entry: BatchEntry,
  why: { code: string; reason: string },
): Promise<number> {
  const { command, raw } = entry
  const content = raw ?? JSON.stringify(command)
  const subject = isOrderCommand(command)
    ? `order:${orderKeyText(orderKeyOf(command))}`
    : `bytes:${context.vault.pseudonym('subject', content)}`
  return store(context, {
    subject,
    source: `command:${command.kind}`,
    ...why,
    contentKind: raw === undefined ? 'command' : 'raw',
    content,
  })
}

/** The same subject from the same entrance is one row that counts how often it was seen. */
async function store(context: QuarantineContext, entry: Stored): Promise<number> {
  const id = (await context.ids.take(1))()
  const [row] = await context.sql<{ id: number }[]>`
    insert into quarantine (id, subject, source, code, reason, content_kind, sealed)
    values (${id}, ${entry.subject.replaceAll('\u0000', '')}, ${entry.source}, ${entry.code}, ${entry.reason.replaceAll('\u0000', '')},
      ${entry.contentKind}, ${context.vault.seal(entry.content)})
    on conflict (subject, source) where resolved_at is null do update
      set seen = quarantine.seen + 1, last_at = now(), code = excluded.code, reason = excluded.reason,
        content_kind = excluded.content_kind, sealed = excluded.sealed
    returning id`
  if (row === undefined) throw new Error('quarantine stored nothing')
  return row.id
}
