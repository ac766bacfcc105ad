// The parts of a workbook: a zip read where it lies, by its directory. Sizes are those the directory announces, and a
// part that turns out larger breaks off, so a small file cannot unfold into an endless one.

import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { FileError } from './table.ts'
import type { FileSource } from './table.ts'

const PARTS_MAX = 2_000
const MIB = 1_024 * 1_024
/** A sheet of a million rows and forty columns; it streams by. */
export const SHEET_BYTES_MAX = 4_096 * MIB
/** Lists of sheets and the like, read as a whole. */
const SMALL_PART_BYTES_MAX = 8 * MIB

export interface XlsxPackage {
  has(name: string): boolean
  /** A part's text, a piece at a time. */
  stream(name: string, bytesMax: number): AsyncGenerator<string>
  /** A small part as a whole; '' where there is none. */
  text(name: string): Promise<string>
}

export async function openPackage(source: FileSource): Promise<XlsxPackage> {
  try {
    const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.bytes, {
      autoClose: false,
      validateEntrySizes: true,
    })
    const parts = await partsOf(zip)
    return {
      has: (name) => parts.has(name),
      stream: (name, bytesMax) => streamPart(zip, parts.get(name), bytesMax),
      async text(name) {
        if (!parts.has(name)) return ''
        let text = ''
        for await (const piece of streamPart(zip, parts.get(name), SMALL_PART_BYTES_MAX)) text += piece
        return text
      },
    }
  } catch (error) {
    throw asFileError(error)
  }
}

async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > PARTS_MAX) throw new FileError('too_large', `a workbook of more than ${PARTS_MAX} parts`)
  const parts = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry)
  return parts
}

async function* streamPart(zip: ZipFile, entry: Entry | undefined, bytesMax: number): AsyncGenerator<string> {
  if (entry === undefined) throw new FileError('damaged', 'the workbook lacks one of its parts')
  if (entry.isEncrypted()) throw new FileError('unsupported', 'the workbook is protected by a password')
  if (entry.uncompressedSize > bytesMax) throw new FileError('too_large', `${entry.fileName} is too large to read`)
  const decoder = new TextDecoder('utf-8')
  try {
    const stream: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw asFileError(error)
  }
}

/** What the zip library throws is about the file; what its source throws (a database that is gone) is not. */
function asFileError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof FileError || error instanceof SourceError) {
    return error instanceof SourceError ? error.cause : error
  }
  return new FileError('damaged', `the workbook cannot be unpacked: ${error.message}`)
}

class SourceError extends Error {
  override readonly name = 'SourceError'
}

class SourceReader extends RandomAccessReader {
  private readonly source: FileSource

  constructor(source: FileSource) {
    super()
    this.source = source
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readOrTell(this.source, start, end), { objectMode: false })
  }
}

async function* readOrTell(source: FileSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  try {
    yield* source.read(start, end)
  } catch (error) {
    throw new SourceError('the file cannot be read', { cause: error })
  }
}
