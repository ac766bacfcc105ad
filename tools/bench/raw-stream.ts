// The generator's output as raw orders, with a stop that ends the child.

import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface RawStreamOptions {
  count: number
  skus: number
  first: number
  lines?: number
  hot?: boolean
  unpaid?: boolean
  repeat?: number
  /** Place orders at the time of the run instead of the sale's night. */
  placedNow?: boolean
}

export interface RawStream extends AsyncIterable<Buffer> {
  stop(): void
}

export function rawStream(options: RawStreamOptions): RawStream {
  const flags = [
    '--count',
    options.count,
    '--skus',
    options.skus,
    '--first',
    options.first,
    '--lines',
    options.lines ?? 2,
    '--repeat',
    options.repeat ?? 0,
  ]
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'generator.ts'),
      ...flags.map(String),
      ...(options.hot === true ? ['--hot'] : []),
      ...(options.unpaid === true ? ['--unpaid'] : []),
      ...(options.placedNow === true ? ['--placed-now'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return { [Symbol.asyncIterator]: () => frames(child.stdout), stop: () => void child.kill() }
}

async function* frames(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of output) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (bytes.length - at >= 4) {
      const end = at + 4 + bytes.readUInt32LE(at)
      if (end > bytes.length) break
      yield bytes.subarray(at + 4, end)
      at = end
    }
    rest = bytes.subarray(at)
  }
}
