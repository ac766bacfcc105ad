// The disk of the data folder, before it is full: PostgreSQL ends when it cannot write its log. Below the least that must
// stay free the gates take no new command, visibly, and take them again by themselves once there is room.

import { statfs } from 'node:fs/promises'
import type { Log } from '../log.ts'

const LOOK_INTERVAL_MS = 2_000
/** Room must be clearly back, or a disk at the edge opens and closes the gates every few seconds. */
const ROOM_AGAIN = 1.1

export interface DiskWatch {
  /** Null while it could not be read. */
  readonly freeBytes: number | null
  readonly freeMinBytes: number
  readonly isLow: boolean
  stop(): void
}

export interface WatchDiskOptions {
  folder: string
  freeMinBytes: number
  log: Log
  readFreeBytes?: (folder: string) => Promise<number>
  intervalMs?: number
}

/** Looks once before it resolves. */
export async function watchDisk(options: WatchDiskOptions): Promise<DiskWatch> {
  const { folder, freeMinBytes, log, readFreeBytes = freeBytesOf, intervalMs = LOOK_INTERVAL_MS } = options
  const state = { freeBytes: null as number | null, isLow: false }
  const look = async (): Promise<void> => {
    // A disk that cannot be asked is not taken for a full one.
    state.freeBytes = await readFreeBytes(folder).catch(() => null)
    if (state.freeBytes === null) return
    const isLow = state.freeBytes < freeMinBytes * (state.isLow ? ROOM_AGAIN : 1)
    if (isLow === state.isLow) return
    state.isLow = isLow
    const figures = { freeBytes: state.freeBytes, freeMinBytes }
    if (isLow) log.error(figures, 'the disk is nearly full: the gates take no new command')
    else log.info(figures, 'the disk has room again: the gates take commands')
  }
  await look()
  const timer = setInterval(() => void look(), intervalMs)
  return {
    get freeBytes() {
      return state.freeBytes
    },
    freeMinBytes,
    get isLow() {
      return state.isLow
    },
    stop: () => clearInterval(timer),
  }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
