// In what a text file is written. A byte order mark says so; else it is UTF-8 where it can be, and GB18030 where it
// cannot: that is what Excel writes in China. A UTF-8 file with a few broken bytes stays UTF-8, and its rows say so.

import { isUtf8 } from 'node:buffer'
import { FileError } from './table.ts'
import type { FileSource } from './table.ts'

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** What a decoder puts where bytes are no text. */
export const REPLACEMENT = '\ufffd'

/** Enough to be sure that it is not UTF-8 and go no further. */
const DAMAGE_CERTAIN = 1_000
/** In damaged UTF-8 nearly all is whole; other encodings read as UTF-8 are nearly all damage. */
const WHOLE_PER_DAMAGED = 5

export async function detectEncoding(source: FileSource): Promise<Encoding> {
  const marked = await byteOrderMark(source)
  if (marked !== null) return marked
  const decoder = new TextDecoder('utf-8')
  let damaged = 0
  let whole = 0
  for await (const piece of source.read(0, source.bytes)) {
    // Most pieces of most files are whole; of those only the count of what lies outside ASCII would matter.
    const text = decoder.decode(piece, { stream: true })
    if (!text.includes(REPLACEMENT)) {
      whole += text.length === piece.byteLength ? 0 : text.length
      continue
    }
    damaged += text.split(REPLACEMENT).length - 1
    whole += text.match(/[^\u0000-\u007f\ufffd]/g)?.length ?? 0 // eslint-disable-line no-control-regex -- ASCII
    if (damaged > DAMAGE_CERTAIN && damaged * WHOLE_PER_DAMAGED > whole) return 'gb18030'
  }
  return damaged * WHOLE_PER_DAMAGED > whole ? 'gb18030' : 'utf-8'
}

async function byteOrderMark(source: FileSource): Promise<Encoding | null> {
  const [a, b] = await firstBytes(source, 2)
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

export async function firstBytes(source: FileSource, count: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of source.read(0, Math.min(count, source.bytes))) pieces.push(piece)
  return Buffer.concat(pieces)
}

export function toEncoding(name: string): Encoding {
  const known = ENCODINGS.find((encoding) => encoding === name.toLowerCase())
  if (known === undefined) throw new FileError('unknown_encoding', `"${name}" is none of ${ENCODINGS.join(', ')}`)
  return known
}

/** The file as text, a piece at a time, its byte order mark dropped. What is no text becomes U+FFFD. */
export async function* readText(source: FileSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of source.read(0, source.bytes)) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** Whether this piece could be text at all: a program or a picture is told apart from a badly encoded table. */
export function looksBinary(piece: Uint8Array): boolean {
  if (isUtf8(piece)) return false
  const controls = piece.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length
  return controls > piece.byteLength / 10
}
