import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { openStoreEngine, shareStore } from '../store.ts'

/** A person reads this command's log: one sentence to a line. */
const plainLines = {
  level: 'info',
  stream: { write: (line: string) => console.log((JSON.parse(line) as { msg: string }).msg) },
} as const

/** Opening the engine migrates; this only waits for it and says what it did. */
export async function runMigrate(config: Config): Promise<number> {
  const log = createLog('info', [plainLines])
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
