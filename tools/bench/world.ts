// A throw-away PostgreSQL and a merchant to measure on: the production settings, a data folder of its own.

import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultRules, openEngine, startEmbedded } from '../../packages/engine/src/index.ts'
import type { EmbeddedPostgres, Engine, OpenGate } from '../../packages/engine/src/index.ts'
import { skuCode } from './generator.ts'

const LOCATIONS = ['HD', 'HN', 'HB', 'VIP'] as const
export const BENCH_SHOP = { channel: 'taobao', shop: 'bench' } as const

export interface BenchWorld extends AsyncDisposable {
  postgres: EmbeddedPostgres
  url: string
  engine: Engine
  gate: OpenGate
  masterKeyFile: string
}

type Settings = Readonly<Record<string, string>>

export interface BenchWorldOptions {
  skus: number
  /** Units of each SKU at each location; 0 leaves stock to the caller. */
  stock: number
  /** Further settings of the server. */
  settings?: Settings
  /** Called with the server's address before the engine opens. */
  prepare?: (url: string) => Promise<void>
  clockSchema?: string
}

let servers = 0

export interface BenchPostgres extends AsyncDisposable {
  postgres: EmbeddedPostgres
  url: string
  folder: string
}

export async function openBenchPostgres(settings: Settings = {}): Promise<BenchPostgres> {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench', `${process.pid}-${servers++}`)
  await mkdir(folder, { recursive: true })
  const postgres = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    log: () => undefined,
    settings,
  })
  return {
    postgres,
    url: postgres.url,
    folder,
    async [Symbol.asyncDispose]() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function openBenchWorld(options: BenchWorldOptions): Promise<BenchWorld> {
  const server = await openBenchPostgres(options.settings)
  await options.prepare?.(server.url)
  const { postgres, folder } = server
  const masterKeyFile = join(folder, 'master.key')
  const engine = await openEngine({
    url: postgres.url,
    masterKeyFile,
    codeVersion: 'bench',
    log: () => undefined,
    ...(options.clockSchema === undefined ? {} : { clockSchema: options.clockSchema }),
  })
  const rules = defaultRules({
    vip: 'VIP',
    east: ['HD', 'HN', 'HB'],
    south: ['HN', 'HD', 'HB'],
    north: ['HB', 'HD', 'HN'],
    west: ['HN', 'HB', 'HD'],
  })
  await engine.merchants.create({ code: 'bench', name: 'Bench', isDemo: false, rules })
  const gate = await engine.merchants.open('bench')
  await stockUp(gate, options)
  return {
    postgres,
    url: postgres.url,
    engine,
    gate,
    masterKeyFile,
    async [Symbol.asyncDispose]() {
      await gate.close()
      await engine.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

async function stockUp(gate: OpenGate, { skus, stock }: BenchWorldOptions): Promise<void> {
  await gate.setup.addShop({ ...BENCH_SHOP, name: 'Bench' })
  for (const [rank, code] of LOCATIONS.entries()) {
    await gate.setup.addLocation({ code, name: code, kind: 'warehouse', province: '上海', sellable: true, rank })
  }
  const codes = Array.from({ length: skus }, (_, sku) => skuCode(sku))
  await gate.setup.addSkus(codes.map((code) => ({ code, name: code })))
  if (stock === 0) return
  for (const locationCode of LOCATIONS) {
    await Promise.all(
      codes.map((code) =>
        gate.submit({
          kind: 'receive_stock',
          actor: 'bench',
          skuCode: code,
          locationCode,
          quantity: stock,
          reference: `open:${code}`,
        }),
      ),
    )
  }
}
