// Guards: one program of ours per data folder. A server whose program died (kill -9, power) is an
// orphan and is stopped cleanly; a server whose program lives is left alone and we refuse to start.
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ClusterFiles, writePrivately } from './embedded-cluster.ts'

/** A pid alone is not an identity: pids are reused, in a container within seconds. */
type Process = { pid: number; startedAt: string }

const ORPHAN_STOP_MS_MAX = 60_000 // A fast shutdown writes one checkpoint: at most shared_buffers, seconds on any disk.
const POLL_MS = 50

/** Clears the way for a start on this data folder, or refuses, naming who holds it. */
export async function takeOver(files: ClusterFiles, log: (line: string) => void): Promise<void> {
  const pid = await recordedPid(files.dataDir)
  if (pid === undefined || !isAlive(pid)) return
  if (!(await isPostmasterOf(pid, files.dataDir))) return forgetReusedPid(files, pid, log)
  const owner = await readOwner(files)
  if (owner !== undefined && (await isSame(owner))) {
    const holder = `process ${owner.pid} (its PostgreSQL is process ${pid})`
    throw new Error(`${files.dataDir} is in use by ${holder}; stop it first, or choose another data folder`)
  }
  log(`PostgreSQL ${pid} was left running by a program that died; stopping it cleanly`)
  await stopOrphan(pid)
}

/** Records that this process owns the server on the data folder. */
export async function recordOwner(files: ClusterFiles): Promise<void> {
  const owner: Process = { pid: process.pid, startedAt: await startOf(process.pid) }
  await writePrivately(files.owner, JSON.stringify(owner))
}

/** What the server itself wrote about its state: its pid, and whether it takes connections. */
export async function readPostmaster(dataDir: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

async function recordedPid(dataDir: string): Promise<number | undefined> {
  return (await readPostmaster(dataDir))?.pid
}

async function stopOrphan(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  const deadlineMs = performance.now() + ORPHAN_STOP_MS_MAX
  while (isAlive(pid)) {
    if (performance.now() > deadlineMs) throw new Error(`PostgreSQL ${pid} does not stop; stop it by hand`)
    // oxlint-disable-next-line no-await-in-loop -- waiting for another process is polling by nature
    await sleep(POLL_MS)
  }
}

/**
 * PostgreSQL takes any live process with the recorded pid for itself and refuses to start. That is
 * wrong after a crash when the pid has gone to another program, as happens in containers.
 */
async function forgetReusedPid(files: ClusterFiles, pid: number, log: (line: string) => void): Promise<void> {
  const survivors = await processesIn(files.dataDir)
  if (survivors.length > 0) {
    throw new Error(`processes ${survivors.join(', ')} of a crashed PostgreSQL still use ${files.dataDir}; end them`)
  }
  log(`postmaster.pid names process ${pid}, which is not this PostgreSQL; removing the stale file`)
  await rm(join(files.dataDir, 'postmaster.pid'))
}

async function isPostmasterOf(pid: number, dataDir: string): Promise<boolean> {
  // Without /proc (macOS) we cannot tell; taking it for the server is the answer that loses no data.
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  return line === undefined ? process.platform !== 'linux' : line.split('\0').includes(dataDir)
}

/** Every process of PostgreSQL works in its data folder. */
async function processesIn(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [] as string[])).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, position) => folders[position] === dataDir)
}

async function readOwner(files: ClusterFiles): Promise<Process | undefined> {
  const text = await readFile(files.owner, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Process)
}

async function isSame(owner: Process): Promise<boolean> {
  return isAlive(owner.pid) && (await startOf(owner.pid)) === owner.startedAt
}

/** When the process started, in the kernel's ticks since boot; empty where the kernel does not say. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The command name, in parentheses, may hold spaces; the start time is the 20th field after it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
