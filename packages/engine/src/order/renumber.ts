// Two orders of one channel and second met on the same ten digits: the later one takes its next probe.

import { orderKeyOf, orderKeyText } from '@tidegate/domain'
import type { SealedCommand, SealedContent } from '@tidegate/domain'
import type { BatchContext, BatchEntry } from '../batch/run-batch.ts'
import { numberOf } from '../batch/seal-command.ts'

/** Gives the colliding commands of a batch other numbers; false where none collides. */
export async function renumberCollisions(context: BatchContext, entries: readonly BatchEntry[]): Promise<boolean> {
  const taken = await takenNumbers(context, entries)
  let changed = false
  const seen = new Map<string, string>()
  for (const { command } of entries) {
    if (!isNumbered(command)) continue
    const key = orderKeyText(orderKeyOf(command))
    const { placedAt } = command.kind === 'record_order' ? command.snapshot : command.history
    for (let probe = 1; isTaken(command.number, key); probe += 1) {
      command.number = numberOf(context.vault, { key: orderKeyOf(command), placedAt }, probe)
      changed = true
    }
    seen.set(command.number, key)
  }
  return changed

  function isTaken(number: string, key: string): boolean {
    const owner = taken.get(number) ?? seen.get(number)
    return owner !== undefined && owner !== key
  }
}

/** Who holds the numbers this batch's orders would get, by natural key. */
async function takenNumbers(context: BatchContext, entries: readonly BatchEntry[]): Promise<Map<string, string>> {
  const numbers = entries.flatMap(({ command }) => (isNumbered(command) ? [command.number] : []))
  const rows = await context.sql<{ number: string; key: string }[]>`
    select o.number, s.channel || '/' || s.code || '/' || o.platform_order_id as key
    from orders o join shops s on s.id = o.shop_id
    where o.number = any(${`{${numbers.join(',')}}`}::text[])`
  return new Map(rows.map((row) => [row.number, row.key]))
}

function isNumbered(command: SealedCommand): command is Extract<SealedCommand, SealedContent> {
  return command.kind === 'record_order' || command.kind === 'record_history'
}
