// Configuration is versioned as a whole: whatever changes it makes a new version, and every process that finds
// a newer one reads its catalogue again.

import type { Transaction } from '../database/connect.ts'

export async function bumpVersion(tx: Transaction): Promise<void> {
  // Two at once would make the same version, and the second would fail what it was part of.
  await tx`lock table settings in exclusive mode`
  await tx`
    insert into settings (version, content)
    select version + 1, content from settings order by version desc limit 1`
}
