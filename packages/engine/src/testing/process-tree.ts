// Kills a whole PostgreSQL at once, as a power cut does to processes: none of them says goodbye.

import { readFile } from 'node:fs/promises'
import { readPostmaster } from '../database/embedded-owner.ts'

/** Kill -9 of the postmaster and all its children; false where none runs on the folder at this moment. */
export async function killPostgres(dataDir: string): Promise<boolean> {
  const pid = (await readPostmaster(dataDir))?.pid
  if (pid === undefined) return false
  // The file outlives its server, and its pid may be another program's by now.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (!commandLine.split('\0').includes(dataDir)) return false
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  for (const each of [pid, ...children.trim().split(' ').filter(Boolean).map(Number)]) killOne(each)
  return true
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The state letter of /proc: R running, S sleeping, T stopped; null where the process is gone. */
export async function processState(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return text === null ? null : (text.slice(text.lastIndexOf(')') + 2)[0] ?? null)
}
