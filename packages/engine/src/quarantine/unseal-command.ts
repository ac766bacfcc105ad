// Poison is replayed as the command it was: what the door added is taken off, and the door adds it again. A command
// that could not be sealed was kept without it.

import type { Command, OrderSnapshot, Receiver, RecordOrder, SealedCommand, SealedReceiver } from '@tidegate/domain'

/** The text is our own, sealed until now: it is what `JSON.stringify` made of a sealed command. */
export function unsealCommand(text: string): Command {
  const command = JSON.parse(text) as SealedCommand
  if (command.kind !== 'record_order') return command
  if (!('contentHash' in command)) return command as RecordOrder
  const { contentHash: _, number: __, ...recordOrder } = command
  return { ...recordOrder, snapshot: { ...recordOrder.snapshot, receiver: receiverOf(recordOrder.snapshot) } }
}

function receiverOf({ receiver }: OrderSnapshot<SealedReceiver>): Receiver | null {
  return typeof receiver?.plain === 'string' ? (JSON.parse(receiver.plain) as Receiver) : null
}
