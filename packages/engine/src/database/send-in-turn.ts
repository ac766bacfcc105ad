// Many statements of one transaction, each on its way before the next is encoded. The driver sends nothing before
// the thread is let go: encoded in one go, a batch's rows kept the database idle for as long as that took, with the
// stock locked.

import { setImmediate as nextTurn } from 'node:timers/promises'

/** Encodes the rows of its next statement when asked for it, not before. */
export type Writes = Generator<Promise<unknown>, void>

/** Rejects with the first failure; what was not sent by then is not sent. */
export async function sendInTurn(writes: Writes): Promise<void> {
  const sent: Promise<unknown>[] = []
  let hasFailed = false
  for (const write of writes) {
    // Listened to from the start: a failure stops the rest, and is told below.
    write.catch(() => (hasFailed = true))
    sent.push(write)
    // The turn in between is when the statement leaves.
    // eslint-disable-next-line no-await-in-loop
    await nextTurn()
    if (hasFailed) break
  }
  await Promise.all(sent)
}
