// What is in quarantine and nobody has dealt with: how much, and how new.

import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTimeOrNull } from '../database/wire-time.ts'

export interface OpenQuarantineView {
  open: number
  /** When something was last put there or seen again; null where nothing is open. */
  lastAt: string | null
}

export async function readOpenQuarantine(sql: Database): Promise<OpenQuarantineView> {
  const [row] = await sql<{ open: number; lastAt: Instant | null }[]>`
    select count(*) as open, max(last_at) as "lastAt" from quarantine where resolved_at is null`
  return { open: row?.open ?? 0, lastAt: toWireTimeOrNull(row?.lastAt ?? null) }
}
