// Content in clear for a person who may see it. The look is on record before the content leaves: a look that could
// not be recorded does not happen.

import type { OpenGate } from '../merchant/open-merchant.ts'
import { writeAction } from './actions.ts'
import { readContent } from './content.ts'
import type { QuarantineContent } from './content.ts'

export interface Look {
  id: number
  actor: string
  /** Why this person looks. */
  reason: string
}

/** Null where there is no such row. */
export async function openContent(
  { context }: Pick<OpenGate, 'context'>,
  { id, actor, reason }: Look,
): Promise<QuarantineContent | null> {
  const { sql, ids, vault } = context
  return sql.begin(async (tx) => {
    const content = await readContent(tx, vault, id)
    if (content !== null) await writeAction(tx, ids, { quarantineId: id, actor, action: 'opened', detail: reason })
    return content
  })
}
