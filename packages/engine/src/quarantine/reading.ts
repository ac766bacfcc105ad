// How kept content becomes commands again. Each entrance brings a reader of its own (the composition root
// registers them by source); what the engine kept as a command it reads itself.

import type { Command, OrderKey } from '@tidegate/domain'
import { isWeather } from '../batch/weather.ts'
import type { QuarantineContent } from './content.ts'

/** What a reader is told of the row whose content it reads. */
export interface ContentToRead {
  merchant: string
  /** The entrance, as it named itself: `channel:taobao/<shop>`, `import:<file>`. */
  source: string
  code: string
  key: OrderKey | null
  content: Uint8Array
}

export interface ReadCommand {
  command: Command
  /** For an order's timeline: the bytes it was made of. */
  raw?: Uint8Array
}

/** Why content still cannot be applied. Never a value that could be receiver data. */
export interface ContentProblem {
  code: string
  /** As the entrance names it, outermost first: `orders.order[0].num`; null where no field is at fault. */
  field: string | null
  reason: string
}

export type Reading = { ok: true; commands: readonly ReadCommand[] } | { ok: false; problem: ContentProblem }

/** Reads content as its entrance would today. What cannot be read is a value. */
export type ContentReader = (content: ContentToRead, signal: AbortSignal) => Promise<Reading>

export interface ReadOptions {
  merchant: string
  reader: ContentReader
  signal: AbortSignal
}

/** What a row becomes: the command it was, or what its entrance's reader makes of the newest content. */
export async function readAgain(
  kept: QuarantineContent,
  correction: Buffer | null,
  { merchant, reader, signal }: ReadOptions,
): Promise<Reading> {
  const { command, original, key, code } = kept
  const content = correction ?? original
  if (command !== null && correction === null) {
    return { ok: true, commands: [original === null ? { command } : { command, raw: original }] }
  }
  if (content === null) throw new Error(`quarantined row ${kept.id} has neither bytes nor a command`)
  try {
    return await reader({ merchant, source: entranceOf(kept), code, key, content }, signal)
  } catch (error) {
    if (signal.aborted || isWeather(error)) throw error
    // A reader that throws has a bug. It must stop this row alone; what it threw may quote the content.
    const reason = `reading it failed: ${error instanceof Error ? error.name : 'unknown error'}`
    return { ok: false, problem: { code: 'reader_failed', field: null, reason } }
  }
}

/** Poison with a channel's bytes is read by that channel's reader once a person has corrected it. */
function entranceOf({ source, command, key }: QuarantineContent): string {
  return command === null || key === null ? source : `channel:${key.channel}/${key.shop}`
}
