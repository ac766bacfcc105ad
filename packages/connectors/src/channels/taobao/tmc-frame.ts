// TMC's binary frames, little-endian: version, type, headers, an end mark. Source: the official Java client and
// tmc.js, read and not copied; the frames tmc.js produces are test vectors.

export const FRAME_TYPES = { connect: 0, connectAck: 1, send: 2, sendAck: 3 } as const
export type FrameType = (typeof FRAME_TYPES)[keyof typeof FRAME_TYPES]

/** 64-bit values come as bigint: message ids do not survive a float. */
export type FrameValue = string | number | bigint

export interface TmcFrame {
  type: number
  /** 0 or absent is good. */
  statusCode: number | null
  statusPhrase: string
  token: string
  content: ReadonlyMap<string, FrameValue>
}

const VERSION = 2
const HEADERS = { end: 0, custom: 1, statusCode: 2, statusPhrase: 3, flag: 4, token: 5 } as const
const FORMATS = { empty: 0, text: 1, int8: 2, int16: 3, int32: 4, int64: 5, date: 6, bytes: 7 } as const
const HEADERS_MAX = 100 // A message has a dozen; a frame of thousands is no frame.

export function writeFrame(
  type: FrameType,
  token: string,
  content: readonly (readonly [string, FrameValue])[],
): Uint8Array {
  const writer = new FrameWriter()
  writer.int8(VERSION)
  writer.int8(type)
  if (token !== '') {
    writer.int16(HEADERS.token)
    writer.text(token)
  }
  for (const [name, value] of content) {
    writer.int16(HEADERS.custom)
    writer.text(name)
    writer.value(value)
  }
  writer.int16(HEADERS.end)
  return writer.bytes()
}

class FrameWriter {
  private readonly parts: Uint8Array[] = []

  int8(value: number): void {
    this.parts.push(Buffer.from([value]))
  }

  int16(value: number): void {
    const bytes = Buffer.alloc(2)
    bytes.writeInt16LE(value)
    this.parts.push(bytes)
  }

  int32(value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    this.parts.push(bytes)
  }

  int64(value: bigint): void {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(value)
    this.parts.push(bytes)
  }

  text(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.int32(bytes.byteLength)
    this.parts.push(bytes)
  }

  /** Small numbers take one byte, as the clients seen write them. */
  value(value: FrameValue): void {
    if (typeof value === 'string') {
      this.int8(FORMATS.text)
      this.text(value)
    } else if (typeof value === 'bigint') {
      this.int8(FORMATS.int64)
      this.int64(value)
    } else {
      this.int8(FORMATS.int8)
      this.int8(value)
    }
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.parts)
  }
}

/** Null where the bytes are no frame. */
export function readFrame(bytes: Uint8Array): TmcFrame | null {
  const reader = new FrameReader(bytes)
  try {
    reader.int8()
    const type = reader.int8()
    const content = new Map<string, FrameValue>()
    const frame: TmcFrame = { type, statusCode: null, statusPhrase: '', token: '', content }
    for (let headers = 0; headers < HEADERS_MAX; headers++) {
      const header = reader.int16()
      if (header === HEADERS.end) return frame
      if (!readHeader(reader, header, { frame, content })) return null
    }
    return null
  } catch (error) {
    if (error instanceof RangeError) return null // Cut off.
    throw error
  }
}

function readHeader(
  reader: FrameReader,
  header: number,
  { frame, content }: { frame: TmcFrame; content: Map<string, FrameValue> },
): boolean {
  switch (header) {
    case HEADERS.custom: {
      const name = reader.text()
      const value = reader.value()
      if (value !== null) content.set(name, value)
      return true
    }
    case HEADERS.statusCode:
      frame.statusCode = reader.int32()
      return true
    case HEADERS.statusPhrase:
      frame.statusPhrase = reader.text()
      return true
    case HEADERS.flag:
      reader.int32()
      return true
    case HEADERS.token:
      frame.token = reader.text()
      return true
    default:
      return false
  }
}

class FrameReader {
  private readonly bytes: Buffer
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  int8(): number {
    return this.take(1).readInt8()
  }

  int16(): number {
    return this.take(2).readInt16LE()
  }

  int32(): number {
    return this.take(4).readInt32LE()
  }

  int64(): bigint {
    return this.take(8).readBigInt64LE()
  }

  text(): string {
    return this.take(this.int32()).toString('utf8')
  }

  /** Null is a value that is empty; a format nobody knows has an unknown length, so the frame is beyond reading. */
  value(): FrameValue | null {
    const format = this.int8()
    switch (format) {
      case FORMATS.empty:
        return null
      case FORMATS.text:
      case FORMATS.bytes:
        return this.text()
      case FORMATS.int8:
        return this.int8()
      case FORMATS.int16:
        return this.int16()
      case FORMATS.int32:
        return this.int32()
      case FORMATS.int64:
      case FORMATS.date:
        return this.int64()
      default:
        throw new RangeError(`there is no value format ${format}`)
    }
  }

  private take(size: number): Buffer {
    if (size < 0 || this.at + size > this.bytes.byteLength) throw new RangeError('cut off')
    this.at += size
    return this.bytes.subarray(this.at - size, this.at)
  }
}
