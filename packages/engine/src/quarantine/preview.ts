// What a row would become, without the door: the same reading as a replay's, and nothing written.

import type { Command } from '@tidegate/domain'
import type { OpenGate } from '../merchant/open-merchant.ts'
import { readContent } from './content.ts'
import { readAgain } from './reading.ts'
import type { ContentProblem, ContentReader } from './reading.ts'

export interface PreviewRequest {
  id: number
  reader: ContentReader
  signal: AbortSignal
  /** In place of what is kept. */
  correction?: Buffer
}

/** In order of precedence. */
export type PreviewAnswer =
  | { outcome: 'entry_unknown' }
  | { outcome: 'not_correctable' }
  | { outcome: 'unreadable'; problem: ContentProblem; content: Buffer | null }
  | { outcome: 'readable'; commands: Command[] }

export async function preview(
  { context, merchant }: Pick<OpenGate, 'context' | 'merchant'>,
  { id, reader, signal, correction }: PreviewRequest,
): Promise<PreviewAnswer> {
  const kept = await readContent(context.sql, context.vault, id)
  if (kept === null) return { outcome: 'entry_unknown' }
  if (kept.original === null && correction !== undefined) return { outcome: 'not_correctable' }
  const content = correction ?? kept.correction
  const reading = await readAgain(kept, content, { merchant: merchant.code, reader, signal })
  if (reading.ok) return { outcome: 'readable', commands: reading.commands.map(({ command }) => command) }
  return { outcome: 'unreadable', problem: reading.problem, content: content ?? kept.original }
}
