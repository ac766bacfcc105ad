// A file on this machine, to be read in any order.

import { open } from 'node:fs/promises'
import type { FileSource } from '@tidegate/connectors'

const PIECE_BYTES = 256 * 1_024

export interface OpenFile extends FileSource, AsyncDisposable {}

export async function openFile(path: string): Promise<OpenFile> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  return {
    bytes: size,
    async *read(start, end) {
      for (let position = start; position < end;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - position)), {
          position,
        })
        if (bytesRead === 0) throw new Error('the file has become shorter while it was read')
        yield buffer.subarray(0, bytesRead)
        position += bytesRead
      }
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}
