// Asks the database every invariant's question inside one transaction of the caller's.

import type { Transaction } from '../database/connect.ts'
import type { Invariant } from './invariant.ts'
import { INVARIANTS } from './invariants.ts'

/** Enough to see the pattern of a mistake; the count says how many there are. */
const EXAMPLES_MAX = 10

interface Violation {
  subject: string
  detail: string
}

export interface AuditedInvariant {
  id: string
  name: string
  violations: number
  examples: Violation[]
}

/** Every invariant with its violations, in the list's order. The queries queue on the one connection. */
export function auditInvariants(tx: Transaction): Promise<AuditedInvariant[]> {
  return Promise.all(INVARIANTS.map((invariant) => auditInvariant(tx, invariant)))
}

async function auditInvariant(tx: Transaction, { id, name, sql }: Invariant): Promise<AuditedInvariant> {
  const rows = await tx.unsafe<{ violations: number; subject: string; detail: string }[]>(
    `select count(*) over () as violations, subject, detail from (${sql}) as violating limit ${EXAMPLES_MAX}`,
  )
  const examples = rows.map(({ subject, detail }) => ({ subject, detail }))
  return { id, name, violations: rows[0]?.violations ?? 0, examples }
}
