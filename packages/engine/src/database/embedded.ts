// The PostgreSQL we bring along: real server programs from npm, started, watched and stopped by us,
// so that `npm start` needs nothing installed. DATABASE_URL replaces all of this.
import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { chooseRunAs } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { type ClusterFiles, clusterFiles, ensureCluster, SUPERUSER } from './embedded-cluster.ts'
import { recordOwner, takeOver } from './embedded-owner.ts'
import {
  type Ending,
  freePort,
  type Postmaster,
  type PostmasterOptions,
  startPostmaster,
} from './embedded-postmaster.ts'
import { EMBEDDED_SETTINGS, type Settings } from './embedded-settings.ts'

export type EmbeddedOptions = {
  /** The PostgreSQL data folder; its password, log and owner files lie beside it. */
  dataDir: string
  log: (line: string) => void
  /** A free port on 127.0.0.1 when left out. */
  port?: number
  /** Restart the server when it dies by itself; on when left out. */
  supervise?: boolean
  /** Replaces single settings of EMBEDDED_SETTINGS. */
  settings?: Settings
}

export type EmbeddedPostgres = {
  /** Superuser's address of database `postgres`; holds the password, so it must not be logged. */
  readonly url: string
  /** Changes when the server is restarted. */
  readonly pid: number
  /** Ends connections and the server; resolves when its process is gone. Further calls wait for the same end. */
  stop(): Promise<void>
  restart(): Promise<void>
  /** Called each time the server ends without being asked to. */
  onExit(listener: (ending: Ending) => void): void
}

const START_ATTEMPTS_MAX = 3 // Between finding a port and using it, another program may take it.
const RESTART_DELAY_MS_MIN = 250
const RESTART_DELAY_MS_MAX = 10_000

/** Starts PostgreSQL on the data folder, creating it first if need be. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  const binaries = await findBinaries()
  const files = await locate(options.dataDir)
  const folders = [binaries.folder, dirname(files.dataDir)]
  const runAs = await chooseRunAs({ initdb: binaries.initdb, folders, log })
  await takeOver(files, log)
  const password = await ensureCluster({ files, initdb: binaries.initdb, runAs, log })
  const settings = { ...EMBEDDED_SETTINGS, ...options.settings }
  const start = { files, program: binaries.postgres, runAs, settings }
  const { postmaster, port } = await startOnPort(start, options.port)
  await recordOwner(files)
  const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`
  await assertConnects(url, files, postmaster)
  log(`PostgreSQL runs as process ${postmaster.pid} on 127.0.0.1:${port}, data in ${files.dataDir}`)
  return supervise({ ...start, port }, postmaster, { url, log, restarts: options.supervise ?? true })
}

/** One spelling of the folder, however it was given: the server's command line is compared with it. */
async function locate(dataDir: string): Promise<ClusterFiles> {
  const wanted = resolve(dataDir)
  await mkdir(dirname(wanted), { recursive: true })
  return clusterFiles(await realpath(wanted).catch(async () => join(await realpath(dirname(wanted)), basename(wanted))))
}

type StartOptions = Omit<PostmasterOptions, 'port'>

async function startOnPort(
  start: StartOptions,
  wanted: number | undefined,
  attempt = 1,
): Promise<{ postmaster: Postmaster; port: number }> {
  const port = wanted ?? (await freePort())
  try {
    return { postmaster: await startPostmaster({ ...start, port }), port }
  } catch (error) {
    const portTaken = error instanceof Error && error.message.includes('could not bind')
    if (wanted !== undefined || !portTaken || attempt === START_ATTEMPTS_MAX) throw error
    return startOnPort(start, undefined, attempt + 1)
  }
}

async function assertConnects(url: string, files: ClusterFiles, postmaster: Postmaster): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql`select 1`
  } catch (cause) {
    await postmaster.stop()
    throw new Error(`PostgreSQL runs, but the password in ${files.secret} does not open it`, { cause })
  } finally {
    await sql.end()
  }
}

type Supervision = { url: string; log: (line: string) => void; restarts: boolean }

/** Watches the server: one that dies unasked is started again, on the same port, with growing delays. */
function supervise(start: PostmasterOptions, first: Postmaster, { url, log, restarts }: Supervision): EmbeddedPostgres {
  const listeners: ((ending: Ending) => void)[] = []
  let current = first
  let stopping: Promise<void> | undefined
  let restarting = false

  const watch = (postmaster: Postmaster): void => void postmaster.ended.then(onEnded)
  const adopt = (postmaster: Postmaster): void => {
    current = postmaster
    watch(postmaster)
  }
  const onEnded = (ending: Ending): void => {
    if (stopping !== undefined || restarting) return
    log(`PostgreSQL ${current.pid} ended unasked (${ending.signal ?? `exit code ${ending.code}`})`)
    for (const listener of listeners) listener(ending)
    if (restarts) void revive(RESTART_DELAY_MS_MIN)
  }
  const revive = async (delayMs: number): Promise<void> => {
    await sleep(delayMs)
    if (stopping !== undefined || restarting) return
    try {
      const postmaster = await startPostmaster(start)
      // stop() may have been called while the server was starting; it could not know of this one.
      if (stopping !== undefined) return await postmaster.stop()
      adopt(postmaster)
      log(`PostgreSQL is back as process ${current.pid}`)
    } catch (error) {
      log(`PostgreSQL could not be restarted: ${error instanceof Error ? error.message : String(error)}`)
      void revive(Math.min(delayMs * 2, RESTART_DELAY_MS_MAX))
    }
  }
  const stop = async (): Promise<void> => {
    process.off('exit', killOnExit)
    await current.stop()
    log('PostgreSQL has stopped')
  }
  const restart = async (): Promise<void> => {
    restarting = true
    try {
      await current.stop()
      adopt(await startPostmaster(start))
    } finally {
      restarting = false
    }
  }
  // Also when our program ends by an uncaught error: the server finishes its shutdown by itself.
  const killOnExit = (): void => current.interrupt()
  process.on('exit', killOnExit)
  watch(first)
  return {
    url,
    get pid() {
      return current.pid
    },
    stop: () => (stopping ??= stop()),
    restart,
    onExit: (listener) => void listeners.push(listener),
  }
}
