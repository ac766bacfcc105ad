// Starts and stops one PostgreSQL server process and says when it takes connections.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunAs } from './embedded-account.ts'
import { type ClusterFiles, logTail, openLog, PROGRAM_ENVIRONMENT } from './embedded-cluster.ts'
import { readPostmaster } from './embedded-owner.ts'
import { type Settings, settingArguments } from './embedded-settings.ts'

export type Ending = { code: number | null; signal: NodeJS.Signals | null }
export type Postmaster = {
  pid: number
  ended: Promise<Ending>
  stop(): Promise<void>
  /** Asks for a stop without waiting, for when our own program is ending. */
  interrupt(): void
}
export type PostmasterOptions = {
  files: ClusterFiles
  program: string
  runAs: RunAs
  port: number
  settings: Settings
}

const READY_MS_MAX = 300_000 // Recovery after a crash may replay max_wal_size (2 GB); a slow disk reads that in minutes.
const STOP_MS_MAX = 60_000 // After this, end at once; the next start recovers from the log.
const POLL_MS = 20

/** Starts the server and resolves when it takes connections; rejects with its own log if it does not. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { files } = options
  const { child, ended } = await spawnServer(options)
  const died = ended.then(() => 'died' as const)
  const outcome = await Promise.race([waitReady(files.dataDir, child), died])
  if (outcome === 'ready' && child.pid !== undefined) {
    const interrupt = (): void => void child.kill('SIGINT')
    return { pid: child.pid, ended, stop: () => stopServer(child, ended), interrupt }
  }
  child.kill('SIGQUIT')
  throw new Error(`PostgreSQL did not start; the end of ${files.log}:\n${await logTail(files)}`)
}

type Server = { child: ChildProcess; ended: Promise<Ending> }

async function spawnServer({ files, program, runAs, port, settings }: PostmasterOptions): Promise<Server> {
  const serverArguments = ['-D', files.dataDir, '-p', String(port), ...settingArguments(settings)]
  const { file, args, ...spawnAs } = runAs.command(program, serverArguments)
  const log = await openLog(files)
  try {
    // Its own session: Ctrl-C must reach our program first, which stops the server after draining.
    // Its log is a file, not a pipe: a pipe would break when our program is killed.
    const stdio = ['ignore', log.fd, log.fd] as const
    const options = { ...spawnAs, cwd: '/', env: PROGRAM_ENVIRONMENT, detached: true, stdio: [...stdio] }
    const child = spawn(file, args, options)
    return { child, ended: endOf(child) }
  } finally {
    await log.close()
  }
}

function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: 127, signal: null }))
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
}

async function waitReady(dataDir: string, child: ChildProcess): Promise<'ready' | 'late'> {
  const deadlineMs = performance.now() + READY_MS_MAX
  while (performance.now() < deadlineMs && child.exitCode === null && child.signalCode === null) {
    // oxlint-disable-next-line no-await-in-loop -- the server tells its state in a file only
    const state = await readPostmaster(dataDir)
    if (state?.ready === true && state.pid === child.pid) return 'ready'
    // oxlint-disable-next-line no-await-in-loop -- as above
    await sleep(POLL_MS)
  }
  return 'late'
}

async function stopServer(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  // "Fast": open transactions are rolled back, connections closed, one checkpoint written.
  child.kill('SIGINT')
  const late = new AbortController()
  const timeout = sleep(STOP_MS_MAX, undefined, { signal: late.signal }).then(
    () => child.kill('SIGQUIT'),
    () => undefined,
  )
  await ended
  late.abort()
  await timeout
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
