// Which PostgreSQL a command uses: the one at the database URL, the embedded one that already runs on
// the data folder, or an embedded one started for the occasion.

import { join } from 'node:path'
import { findRunningEmbedded, openEngine, startEmbedded } from '@tidegate/engine'
import type { Engine } from '@tidegate/engine'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { CODE_VERSION } from './version.ts'

export type StoreConfig = Config<'dataDir' | 'databaseUrl' | 'masterKeyFile'>

export interface Store {
  /** Holds a password: never logged. */
  readonly url: string
  close: () => Promise<void>
}

export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/** For commands that run beside the program: they share its embedded PostgreSQL. */
export async function shareStore(config: StoreConfig, log: Log): Promise<Store> {
  const running = config.databaseUrl ?? (await findRunningEmbedded(databaseFolder(config.dataDir)))
  if (running !== null) return { url: running, close: () => Promise.resolve() }
  return ownStore(config, log)
}

/** For the program itself, which must be the only one on its embedded PostgreSQL. */
export async function ownStore(config: StoreConfig, log: Log): Promise<Store> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, close: () => Promise.resolve() }
  const embedded = await startEmbedded({
    dataDir: databaseFolder(config.dataDir),
    log: (line) => log.info(line),
  })
  return { url: embedded.url, close: () => embedded.stop() }
}

export function openStoreEngine(store: Store, config: StoreConfig, log: Log): Promise<Engine> {
  return openEngine({
    url: store.url,
    masterKeyFile: config.masterKeyFile ?? join(config.dataDir, 'master.key'),
    codeVersion: CODE_VERSION,
    log: (line) => log.info(line),
  })
}

/** Opens the engine for one piece of work and closes everything after it. */
export async function withEngine<T>(config: StoreConfig, log: Log, work: (engine: Engine) => Promise<T>): Promise<T> {
  const store = await shareStore(config, log)
  try {
    const engine = await openStoreEngine(store, config, log)
    try {
      return await work(engine)
    } finally {
      await engine.close()
    }
  } finally {
    await store.close()
  }
}
