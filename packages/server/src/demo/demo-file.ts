// What the demo must remember to go on where it stopped: when its shop opened and which orders it draws.

import { randomInt } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Instant } from '@tidegate/domain'

export interface DemoFile {
  /** When the simulated shops opened; every order follows from this, the seed, the speed and the report. */
  epoch: Instant
  seed: number
  speed: number
  /** Absolute path of the report the shop follows, or null for the shipped profile. */
  report: string | null
  /** The moment of the report that falls on the epoch; null for its first order. */
  from: string | null
  /** One trade in this many shows a line of 0 pieces; 0 for none. */
  badOneIn: number
  /** The channels among which the orders are shared. */
  channels: readonly string[]
}

export async function readDemoFile(file: string): Promise<DemoFile | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const content = JSON.parse(text) as Partial<DemoFile>
  const { epoch, seed, speed, report = null, from = null, badOneIn = 0, channels = [] } = content
  if (typeof epoch !== 'number' || typeof seed !== 'number' || typeof speed !== 'number') {
    throw new Error(`${file} is not what the demo wrote; \`npm start -- --reset\` begins anew`)
  }
  return { epoch, seed, speed, report, from, badOneIn, channels }
}

export function newDemoFile(given: Omit<DemoFile, 'seed'>): DemoFile {
  return { ...given, seed: randomInt(1, 2 ** 31) }
}

/** Written whole under another name first: a kill in the middle leaves the old one. */
export async function writeDemoFile(file: string, content: DemoFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(`${file}.tmp`, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.tmp`, file)
}
