// TMC's binary frames, little-endian. Source: the official Java client and tmc.js, read and not copied; the frames
// they produce are in tmc-frame.test.ts.

export const FRAME_TYPES = { connect: 0, connectAck: 1, send: 2, sendAck: 3 } as const

export type FrameValue = string | number | bigint | null

export interface TmcFrame {
  type: number
  statusCode: number | null
  statusPhrase: string | null
  token: string | null
  content: ReadonlyMap<string, FrameValue>
}

const VERSION = 2
const HEADER = { end: 0, custom: 1, statusCode: 2, statusPhrase: 3, flag: 4, token: 5 } as const
const FORMAT = { empty: 0, text: 1, int8: 2, int16: 3, int32: 4, int64: 5, date: 6, bytes: 7 } as const

export function encodeFrame(frame: Partial<TmcFrame> & { type: number }): Buffer {
  const parts: Uint8Array[] = [Buffer.from([VERSION, frame.type])]
  if (frame.statusCode) parts.push(int16(HEADER.statusCode), int32(frame.statusCode))
  if (frame.statusPhrase) parts.push(int16(HEADER.statusPhrase), counted(frame.statusPhrase))
  if (frame.token) parts.push(int16(HEADER.token), counted(frame.token))
  for (const [name, value] of frame.content ?? []) parts.push(int16(HEADER.custom), counted(name), typed(value))
  parts.push(int16(HEADER.end))
  return Buffer.concat(parts)
}

function typed(value: FrameValue): Buffer {
  if (value === null) return Buffer.from([FORMAT.empty])
  if (typeof value === 'string') return Buffer.concat([Buffer.from([FORMAT.text]), counted(value)])
  if (typeof value === 'bigint') {
    const bytes = Buffer.alloc(9)
    bytes.writeUInt8(FORMAT.int64)
    bytes.writeBigInt64LE(value, 1)
    return bytes
  }
  return Buffer.concat([Buffer.from([FORMAT.int32]), int32(value)])
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16LE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([int32(bytes.byteLength), bytes])
}

/** Throws a RangeError on bytes that are no frame. */
export function decodeFrame(bytes: Buffer): TmcFrame {
  const content = new Map<string, FrameValue>()
  const frame: TmcFrame = { type: bytes.readUInt8(1), statusCode: null, statusPhrase: null, token: null, content }
  let at = 2
  const take = (size: number): Buffer => {
    if (size < 0 || at + size > bytes.length) throw new RangeError('the frame is cut off')
    at += size
    return bytes.subarray(at - size, at)
  }
  const text = (): string => take(take(4).readInt32LE()).toString()
  for (;;) {
    const header = take(2).readInt16LE()
    if (header === HEADER.end) return frame
    if (header === HEADER.custom) content.set(text(), readTyped(take))
    else if (header === HEADER.statusCode) frame.statusCode = take(4).readInt32LE()
    else if (header === HEADER.statusPhrase) frame.statusPhrase = text()
    else if (header === HEADER.flag) take(4)
    else if (header === HEADER.token) frame.token = text()
    else throw new RangeError(`there is no header ${header}`)
  }
}

function readTyped(take: (size: number) => Buffer): FrameValue {
  const format = take(1).readUInt8()
  switch (format) {
    case FORMAT.empty:
      return null
    case FORMAT.text:
    case FORMAT.bytes:
      return take(take(4).readInt32LE()).toString()
    case FORMAT.int8:
      return take(1).readInt8()
    case FORMAT.int16:
      return take(2).readInt16LE()
    case FORMAT.int32:
      return take(4).readInt32LE()
    case FORMAT.int64:
    case FORMAT.date:
      return take(8).readBigInt64LE()
    default:
      throw new RangeError(`there is no value format ${format}`)
  }
}
