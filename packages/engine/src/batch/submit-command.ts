// A command on its way to the door. What cannot even be sealed is poison as well: its caller hears the same answer,
// and one bad order stops nobody else.

import type { Command } from '@tidegate/domain'
import type { Door } from './door.ts'
import { quarantinePoison } from './isolate-poison.ts'
import type { Answer } from './isolate-poison.ts'
import type { BatchContext, BatchEntry } from './run-batch.ts'
import { sealCommand } from './seal-command.ts'

export interface OfferedCommand {
  command: Command
  /** The channel's own bytes. */
  raw?: Uint8Array | undefined
  replays?: number
}

export async function submitCommand(context: BatchContext, door: Door, offered: OfferedCommand): Promise<Answer> {
  const sealed = sealedOrError(context, offered)
  if (sealed instanceof Error) {
    // What poison is kept for needs nothing that sealing would have added.
    const command = offered.command as BatchEntry['command']
    return quarantinePoison(context, { ...offered, command, raw: offered.raw }, sealed)
  }
  return door.submit(withOwnContent(sealed, offered))
}

function sealedOrError(context: BatchContext, { command }: OfferedCommand): BatchEntry['command'] | Error {
  try {
    return sealCommand(context.vault, command)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** An order that came without its sender's bytes is kept as what it came in. */
function withOwnContent(sealed: BatchEntry['command'], { command, raw, replays }: OfferedCommand): BatchEntry {
  const entry = { command: sealed, raw, ...(replays === undefined ? {} : { replays }) }
  const own = raw === undefined ? ownContent(command) : null
  return own === null ? entry : { ...entry, raw: Buffer.from(JSON.stringify(own)), rawIsCommand: true }
}

function ownContent(command: Command): object | null {
  if (command.kind === 'record_order') return command.snapshot
  return command.kind === 'record_history' ? command.history : null
}
