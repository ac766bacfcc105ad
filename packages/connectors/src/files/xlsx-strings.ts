// The texts a workbook keeps once for all its cells. They are held as bytes, not as strings: a file of a million order
// numbers has a million of them.

import type { XlsxPackage } from './xlsx-package.ts'
import { FileError } from './table.ts'
import { xmlReader } from './xml.ts'

const PART = 'xl/sharedStrings.xml'
const PART_BYTES_MAX = 512 * 1_024 * 1_024
/** Beyond it a program of a few hundred MB could not hold them; a CSV file has no such table. */
const TEXT_BYTES_MAX = 96 * 1_024 * 1_024
/** Four to each row of a sheet of a million. */
const STRINGS_MAX = 4_000_000
const BLOCK_BYTES = 1_024 * 1_024
const STRINGS_FIRST = 4_096

export interface SharedStrings {
  /** Null where there is no such text. */
  at(index: number): string | null
}

export async function readSharedStrings(parts: XlsxPackage): Promise<SharedStrings> {
  const store = new StringStore()
  if (!parts.has(PART)) return store
  let text = ''
  let isText = false
  let phonetic = 0
  const reader = xmlReader({
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic += 1
      isText = name === 't' && phonetic === 0
    },
    text(piece) {
      if (isText) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      if (name === 'rPh') phonetic -= 1
      if (name === 'si') store.add(text)
    },
  })
  for await (const piece of parts.stream(PART, PART_BYTES_MAX)) reader.write(piece)
  return store
}

class StringStore implements SharedStrings {
  private readonly blocks: Buffer[] = []
  private used = BLOCK_BYTES
  private bytes = 0
  private count = 0
  /** Block, offset and length of each. */
  private places = new Uint32Array(STRINGS_FIRST * 3)

  add(text: string): void {
    const bytes = Buffer.from(text)
    this.bytes += bytes.byteLength
    if (this.bytes > TEXT_BYTES_MAX || this.count >= STRINGS_MAX) {
      throw new FileError('too_large', 'the workbook holds more text than can be read at once; save it as CSV')
    }
    if (this.used + bytes.byteLength > BLOCK_BYTES) {
      this.blocks.push(Buffer.allocUnsafe(Math.max(BLOCK_BYTES, bytes.byteLength)))
      this.used = 0
    }
    bytes.copy(this.blocks.at(-1) ?? bytes, this.used)
    if (this.places.length < (this.count + 1) * 3) this.grow()
    this.places.set([this.blocks.length - 1, this.used, bytes.byteLength], this.count * 3)
    this.used += bytes.byteLength
    this.count += 1
  }

  at(index: number): string | null {
    if (!(index >= 0 && index < this.count)) return null
    const [block = 0, offset = 0, length = 0] = this.places.subarray(index * 3, index * 3 + 3)
    return this.blocks[block]?.toString('utf8', offset, offset + length) ?? null
  }

  private grow(): void {
    const places = new Uint32Array(this.places.length * 2)
    places.set(this.places)
    this.places = places
  }
}
