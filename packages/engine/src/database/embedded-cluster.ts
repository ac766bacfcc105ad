// Guards: a data folder is either complete or absent. It is initialised under another name and
// renamed when finished, so that a kill in the middle leaves nothing that looks like a database.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Account, RunAs } from './embedded-account.ts'

const execute = promisify(execFile)

/** Nothing of our own environment: PGPORT, PGDATA and the like would change what the programs do. */
export const PROGRAM_ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export const SUPERUSER = 'tidegate'

/** The files of one cluster. All but the data itself lie beside the data folder, readable by us alone. */
export type ClusterFiles = { dataDir: string; secret: string; owner: string; log: string; unfinished: string }

export function clusterFiles(dataDir: string): ClusterFiles {
  return {
    dataDir,
    secret: `${dataDir}.secret`,
    owner: `${dataDir}.owner`,
    log: `${dataDir}.log`,
    unfinished: `${dataDir}.unfinished`,
  }
}

type Initialisation = { files: ClusterFiles; initdb: string; runAs: RunAs }

/** Makes the data folder if there is none; gives the superuser's password either way. */
export async function ensureCluster(options: Initialisation & { log: (line: string) => void }): Promise<string> {
  const { files } = options
  if (await isCluster(files.dataDir)) return readSecret(files)
  options.log(`creating the database in ${files.dataDir}`)
  await mkdir(dirname(files.dataDir), { recursive: true })
  const password = randomBytes(24).toString('base64url')
  await initialise(options, password)
  // The secret is written first: a cluster without its password would be of no use to anyone.
  await writePrivately(files.secret, password)
  await rmdir(files.dataDir).catch(() => undefined)
  await rename(files.unfinished, files.dataDir)
  return password
}

async function isCluster(dataDir: string): Promise<boolean> {
  const names = await readdir(dataDir).catch(() => [] as string[])
  if (names.includes('PG_VERSION')) return true
  if (names.length === 0) return false
  throw new Error(`${dataDir} holds files, but not a PostgreSQL database; move it away or choose another data folder`)
}

async function readSecret(files: ClusterFiles): Promise<string> {
  try {
    return (await readFile(files.secret, 'utf8')).trim()
  } catch (cause) {
    throw new Error(`${files.dataDir} is a database, but its password file ${files.secret} cannot be read`, { cause })
  }
}

async function initialise({ files, initdb, runAs }: Initialisation, password: string): Promise<void> {
  const passwordFile = `${files.unfinished}.password`
  await rm(files.unfinished, { recursive: true, force: true })
  await mkdir(files.unfinished, { mode: 0o700 })
  await writePrivately(passwordFile, password)
  await giveTo(runAs.account, [files.unfinished, passwordFile])
  const identity = [`--pgdata=${files.unfinished}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`]
  const access = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums']
  const { file, args, ...spawnAs } = runAs.command(initdb, [...identity, ...access])
  try {
    await execute(file, args, { ...spawnAs, cwd: '/', env: PROGRAM_ENVIRONMENT })
  } catch (cause) {
    throw new Error(`initdb failed: ${(cause as { stderr?: string }).stderr?.trim() ?? String(cause)}`, { cause })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function giveTo(account: Account | undefined, paths: string[]): Promise<void> {
  if (account === undefined) return
  await Promise.all(paths.map((path) => chown(path, account.uid, account.gid)))
}

/** Replaces a file so that no other account can read it at any moment. */
export async function writePrivately(path: string, text: string): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' })
  await chmod(path, 0o600)
}

const LOG_BYTES_MAX = 10 * 1024 * 1024 // An uneventful start and stop writes about one kilobyte.

/** The server's log, appended to; one older file is kept once it has grown large. */
export async function openLog(files: ClusterFiles) {
  const handle = await open(files.log, 'a', 0o600)
  const { size } = await handle.stat()
  if (size < LOG_BYTES_MAX) return handle
  await handle.close()
  await rename(files.log, `${files.log}.1`)
  return open(files.log, 'a', 0o600)
}

/** The end of the server's log, for an error message. */
export async function logTail(files: ClusterFiles, linesMax = 8): Promise<string> {
  const text = await readFile(files.log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-linesMax).join('\n')
}
