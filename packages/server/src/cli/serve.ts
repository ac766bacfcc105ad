import { join } from 'node:path'
import type { SettingReport } from '@tidegate/contract'
import { baseUrl } from '../base-url.ts'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { startServing } from '../serve.ts'
import type { ServedShop } from '../link/shop-runner.ts'
import { readTokens, saveTokens } from '../shop-tokens.ts'
import { createAdapter, readShops } from '../shops.ts'
import { aborted, stopSignal } from '../stop-signal.ts'
import { openStoreEngine, ownStore } from '../store.ts'

/** Runs until asked to stop. */
export async function runServe(config: Config, settings: readonly SettingReport[]): Promise<number> {
  const log = createLog(config.logLevel)
  const stop = stopSignal((line) => log.info(line))
  const shops = await servedShops(config)
  const store = await ownStore(config, log)
  try {
    const engine = await openStoreEngine(store, config, log)
    try {
      const serving = await startServing({
        engine,
        config,
        shops,
        clock: systemClock,
        random: Math.random,
        log,
        settings,
      })
      const address = serving.port === null ? null : baseUrl({ ...config, port: serving.port })
      log.info({ address, roles: config.roles, shops: shops.length }, 'running')
      await aborted(stop)
      await serving.stop()
    } finally {
      await engine.close()
    }
  } finally {
    await store.close()
  }
  log.info('stopped')
  return 0
}

async function servedShops({ shopsFile, dataDir }: Config): Promise<ServedShop[]> {
  const file = shopsFile ?? join(dataDir, 'shops.json')
  const shops = await readShops(file, { isRequired: shopsFile !== null })
  return shops.map((access) => {
    const { channel, shop, merchant, name, since } = access
    const key = { channel, shop }
    const adapter = createAdapter(access, {
      allowLoopback: false,
      stored: () => readTokens(file, key),
      store: (tokens) => saveTokens(file, key, tokens),
    })
    return { key, merchant, name, since, adapter, switches: { publishes: access.publishes, confirms: true } }
  })
}
