import { mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino } from 'pino'
import type { StreamEntry } from 'pino'
import type { LogLevel } from '../log.ts'

const LOG_BYTES_MAX = 20 * 1024 * 1024 // Days of a calm demo; one older file is kept.

/** Appends to the file, readable by us alone; a large one of earlier starts is set aside. */
export function toLogFile(file: string, level: Exclude<LogLevel, 'silent'>): StreamEntry {
  mkdirSync(dirname(file), { recursive: true })
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return { level, stream: pino.destination({ dest: file, sync: true, append: true, mode: 0o600 }) }
}
