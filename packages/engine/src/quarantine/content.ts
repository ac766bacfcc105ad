// The content of one quarantined row, unsealed: what it came as, what a person made of it, and the command where
// it was one. It lives in memory only, on its way to a reader or to a person who may see it.

import type { Channel, Command, OrderKey } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import type { Vault } from '../privacy/vault.ts'
import { unsealCommand } from './unseal-command.ts'

export interface QuarantineContent {
  id: number
  source: string
  code: string
  key: OrderKey | null
  isOpen: boolean
  /** Names this very content; another delivery of the subject may replace it. */
  version: string
  /** Bytes from outside; null of a command that came without any. */
  original: Buffer | null
  correction: Buffer | null
  /** Of poison: the command that failed. */
  command: Command | null
}

interface ContentRow {
  id: number
  source: string
  code: string
  channel: Channel | null
  shop: string
  platformOrderId: string
  isOpen: boolean
  version: string
  contentKind: 'raw' | 'command'
  sealed: Buffer
  correction: Buffer | null
  command: Buffer | null
}

/** Null where there is no such row. */
export async function readContent(
  sql: Database | Transaction,
  vault: Vault,
  id: number,
): Promise<QuarantineContent | null> {
  const [row] = await sql<ContentRow[]>`
    select id, source, code, channel, shop, platform_order_id as "platformOrderId", resolved_at is null as "isOpen",
      coalesce(encode(content_hash, 'hex'), '') as version, content_kind as "contentKind", sealed,
      sealed_correction as correction, sealed_command as command
    from quarantine where id = ${id}`
  return row === undefined ? null : unsealed(vault, row)
}

function unsealed(vault: Vault, row: ContentRow): QuarantineContent {
  const { channel, shop, platformOrderId } = row
  const content = vault.open(row.sealed)
  const isCommand = row.contentKind === 'command'
  const command = isCommand ? content : row.command && vault.open(row.command)
  return {
    id: row.id,
    source: row.source,
    code: row.code,
    key: channel === null ? null : { channel, shop, platformOrderId },
    isOpen: row.isOpen,
    version: row.version,
    original: isCommand ? null : content,
    correction: row.correction && vault.open(row.correction),
    command: command && unsealCommand(command.toString('utf8')),
  }
}
