import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { openStoreEngine, shareStore } from '../store.ts'

/** Opening the engine migrates; this only waits for it and says what it did. */
export async function runMigrate(config: Config): Promise<number> {
  const log = createLog(config.logLevel)
  const store = await shareStore(config, log)
  try {
    const engine = await openStoreEngine(store, config, log)
    const merchants = await engine.merchants.list()
    await engine.close()
    console.log(`up to date: the control schema and ${merchants.length} merchant${merchants.length === 1 ? '' : 's'}`)
    return 0
  } finally {
    await store.close()
  }
}
