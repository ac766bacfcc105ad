// Vitest's global setup for the tests that need PostgreSQL: our embedded one in a fresh folder, or
// the one at DATABASE_URL_TEST.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { isAlive } from '../packages/engine/src/database/embedded-owner.ts'
import { startEmbedded } from '../packages/engine/src/database/embedded.ts'
import { connectAdmin, createDatabase, databaseUrl, dropDatabase, makeSpares, removeGivenUp } from './test-database.ts'
import { prepareTemplate } from './test-template.ts'

const RUNS_FOLDER = join(import.meta.dirname, '..', '.cache', 'test-postgres')

type Server = { adminUrl: string; templateName: string; stop(): Promise<void> }

// Vitest calls the setup once per project, each time in a module graph of its own; the server is
// shared by all of them and stops with the last.
const shared = globalThis as typeof globalThis & { testServer?: { started: Promise<Server>; users: number } }

export async function setup(project: TestProject): Promise<void> {
  shared.testServer ??= { started: startServer(), users: 0 }
  shared.testServer.users += 1
  const { adminUrl, templateName } = await shared.testServer.started
  project.provide('adminUrl', adminUrl)
  project.provide('templateName', templateName)
}

export async function teardown(): Promise<void> {
  const server = shared.testServer
  if (server === undefined) return
  server.users -= 1
  if (server.users > 0) return
  delete shared.testServer
  await (await server.started).stop()
}

async function startServer(): Promise<Server> {
  const { adminUrl, isOurs, stop } = await findServer()
  const templateName = `test_template_${process.pid}`
  await dropDatabase(adminUrl, templateName)
  await createDatabase(adminUrl, templateName)
  await prepareTemplate(databaseUrl(adminUrl, templateName))
  const [making, removing] = [connectAdmin(adminUrl), connectAdmin(adminUrl)]
  const keepers = [
    keepDoing(SPARES_EVERY_MS, () => makeSpares(making, templateName)),
    keepDoing(REMOVE_EVERY_MS, () => removeGivenUp(removing)),
  ]
  return {
    adminUrl,
    templateName,
    stop: async () => {
      await Promise.all(keepers.map((end) => end()))
      // A server of ours goes with its folder; removing its databases one by one would only keep people waiting.
      if (!isOurs) {
        await removeGivenUp(removing, { templateName })
        await dropDatabase(adminUrl, templateName)
      }
      await Promise.all([making.end(), removing.end()])
      await stop()
    },
  }
}

const SPARES_EVERY_MS = 100
const REMOVE_EVERY_MS = 30_000 // Some fifty databases, half a gigabyte.

/** Until it is ended; a test that is short of databases makes its own, and says what is wrong with the server. */
function keepDoing(everyMs: number, work: () => Promise<void>): () => Promise<void> {
  const ending = new AbortController()
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await work().catch(() => undefined)
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return () => {
    ending.abort()
    return running
  }
}

async function findServer(): Promise<Omit<Server, 'templateName'> & { isOurs: boolean }> {
  const given = process.env['DATABASE_URL_TEST']
  if (given !== undefined) return { adminUrl: given, isOurs: false, stop: () => Promise.resolve() }
  await mkdir(RUNS_FOLDER, { recursive: true })
  await removeAbandonedRuns()
  const folder = join(RUNS_FOLDER, String(process.pid))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), log: () => undefined })
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { adminUrl: server.url, isOurs: true, stop }
}

/** A test run that was killed leaves its folder, and perhaps its server, behind. */
async function removeAbandonedRuns(): Promise<void> {
  const runs = await readdir(RUNS_FOLDER)
  const abandoned = runs.filter((run) => !isAlive(Number(run)))
  await Promise.all(abandoned.map((run) => removeRun(join(RUNS_FOLDER, run))))
}

async function removeRun(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (pid > 0 && commandLine.includes(folder)) process.kill(pid, 'SIGQUIT')
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
