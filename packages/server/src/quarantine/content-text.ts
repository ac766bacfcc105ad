// Kept bytes as text for a person, and a person's correction as bytes. JSON is laid out a line to a value; white
// space is all that is added, so every digit stands as it came.

import { readContent } from '@tidegate/engine'
import type { OpenGate, QuarantineContent as Kept } from '@tidegate/engine'
import type { Correction, QuarantineContent } from '@tidegate/contract'
import { applyEdits as applyJsonEdits, format } from 'jsonc-parser'
import { Refusal } from '../http/problems.ts'
import { applyEdits } from './apply-edits.ts'
import { markField, treeOf } from './field-mark.ts'

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true })

/** What a person sees of a row's content; `field` is the one at fault. */
export function toContentView(kept: Kept, field: string | null): QuarantineContent {
  const { original, correction, command, version } = kept
  const text = original === null ? JSON.stringify(command, null, 2) : layOut(textOf(original))
  const corrected = correction === null ? null : layOut(textOf(correction))
  return {
    version,
    text,
    bytes: original?.byteLength ?? Buffer.byteLength(text),
    isUtf8: original === null || strictTextOf(original) !== null,
    isCorrectable: original !== null,
    correction: corrected,
    mark: field === null ? null : markField(corrected ?? text, field),
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

function strictTextOf(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return null
  }
}

function layOut(text: string): string {
  if (treeOf(text) === null) return text
  return applyJsonEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }))
}

/** The bytes a correction makes of the row's newest content; refuses what cannot be made. */
export async function correctedBytes(
  { context }: Pick<OpenGate, 'context'>,
  id: number,
  { text, edits }: Correction,
): Promise<Buffer> {
  if ((text === undefined) === (edits === undefined)) throw refusal('/correction', 'either "text" or "edits"')
  if (text !== undefined) return Buffer.from(text)
  const kept = await readContent(context.sql, context.vault, id)
  const content = kept?.correction ?? kept?.original
  if (content === null || content === undefined) throw new Refusal('not_found')
  const before = strictTextOf(content)
  if (before === null) throw refusal('/correction/edits', 'content in UTF-8')
  const edited = applyEdits(before, edits ?? [])
  if (edited.ok) return Buffer.from(edited.text)
  throw refusal(`/correction/edits/${edited.index}/${edited.field}`, edited.expected)
}

function refusal(field: string, expected: string): Refusal {
  return new Refusal('bad_request', { field, expected, detail: 'Something in the body is not as expected' })
}
