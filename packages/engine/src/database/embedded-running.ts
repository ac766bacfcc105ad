// A second program (verify, sign-in) may use the embedded PostgreSQL that a first one runs: it connects
// to it and leaves its life alone.

import { readFile, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { clusterFiles, SUPERUSER } from './embedded-cluster.ts'
import { isAlive } from './embedded-owner.ts'

const PID_LINE = 0
const PORT_LINE = 3
const STATE_LINE = 7

/** Its address with the password in it, or null where none runs on this folder or none of ours may use it. */
export async function findRunningEmbedded(dataDir: string): Promise<string | null> {
  const folder = await realpath(resolve(dataDir)).catch(() => null)
  if (folder === null) return null
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[PID_LINE])
  const port = Number(lines[PORT_LINE])
  if (!(pid > 0 && port > 0 && lines[STATE_LINE]?.trim() === 'ready' && isAlive(pid))) return null
  const password = await readFile(clusterFiles(folder).secret, 'utf8').catch(() => null)
  return password === null ? null : `postgres://${SUPERUSER}:${password.trim()}@127.0.0.1:${port}/postgres`
}
