// A live stream: every order wants the same SKU. No slower than orders spread over 5,000 SKUs, with one
// worker and with two; and 10,000 buyers for 100 units are all stored while exactly 100 are promised.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import { verify } from '../../packages/engine/src/index.ts'
import { feed } from './feed.ts'
import { rate, share } from './intake.ts'
import type { BenchOptions, Figures } from './main.ts'
import { rawStream } from './raw-stream.ts'
import { openBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const SKUS = 5_000
const STOCK = 20_000_000
const PLENTY = 100_000_000
const BUYERS = 10_000
const UNITS = 100

export async function hotSku(options: BenchOptions): Promise<Figures> {
  const { log } = options
  const seconds = Math.min(options.seconds, 20)
  await using world = await openBenchWorld({ skus: SKUS, stock: STOCK })
  let first = 1
  const one = async (hot: boolean, forSeconds: number) => {
    const raws = rawStream({ count: PLENTY, skus: SKUS, first, hot })
    const result = await feed(world.gate, raws, { seconds: forSeconds })
    raws.stop()
    first += result.submitted
    return rate(result)
  }
  await one(false, 5)
  // Alternated, so that a machine that slows down slows both alike.
  const uniformRates = [await one(false, seconds / 2)]
  const hotRates = [await one(true, seconds / 2)]
  uniformRates.push(await one(false, seconds / 2))
  hotRates.push(await one(true, seconds / 2))
  log(`one process: uniform ${uniformRates.join(', ')}; hot ${hotRates.join(', ')} orders/s`)
  const uniformTwo = await twoProcesses(world, { hot: false, seconds, first: 500_000_000 })
  const hotTwo = await twoProcesses(world, { hot: true, seconds, first: 700_000_000 })
  log(`two processes: uniform ${uniformTwo}; hot ${hotTwo} orders/s`)
  const scarce = await scarceStock(log)
  const report = await verify(world.gate.database)
  const uniform = mean(uniformRates)
  const hot = mean(hotRates)
  return {
    ordersPerSecond: hot,
    uniformOrdersPerSecond: uniform,
    ratioToUniform: share(hot, uniform),
    ordersPerSecondTwoProcesses: hotTwo,
    ratioToUniformTwoProcesses: share(hotTwo, uniformTwo),
    ...scarce,
    oversold: Math.max(scarce.oversold ?? 0, report.figures.oversoldUnits),
    invariantsBroken: report.invariants.filter((each) => each.violations > 0).length,
  }
}

interface TwoOptions {
  hot: boolean
  seconds: number
  first: number
}

/** Two real processes on one merchant: the sum of their rates. */
async function twoProcesses(world: BenchWorld, options: TwoOptions): Promise<number> {
  const rates = await Promise.all(
    [0, 1].map((worker) => runWorker(world, { ...options, first: options.first + worker * 50_000_000 })),
  )
  return rates.reduce((sum, each) => sum + each, 0)
}

function runWorker(world: BenchWorld, options: TwoOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), [
      JSON.stringify({ url: world.url, masterKeyFile: world.masterKeyFile, skus: SKUS, ...options }),
    ])
    child.once('message', (message) => resolve(Number(message)))
    child.once('error', reject)
    child.once('exit', (code) => code !== 0 && reject(new Error(`the worker ended with ${code}`)))
  })
}

/** Unpaid orders of one piece each: all are stored, and the pool promises what it has. */
async function scarceStock(log: (line: string) => void): Promise<Figures> {
  await using world = await openBenchWorld({ skus: 1, stock: 0 })
  await world.gate.submit({
    kind: 'receive_stock',
    actor: 'bench',
    skuCode: 'SKU-00000',
    locationCode: 'HD',
    quantity: UNITS,
    reference: 'open',
  })
  // Orders placed now, so that their reservations have not run out already.
  const raws = rawStream({ count: BUYERS, skus: 1, first: 1, hot: true, unpaid: true, lines: 1, placedNow: true })
  await feed(world.gate, raws, { seconds: 600 })
  const [row] = await world.gate.database<{ stored: number; reserved: number; oversold: number }[]>`
    select (select count(*) from orders) as stored, sum(reserved + allocated) as reserved,
      sum(greatest(0, reserved + allocated + unavailable - on_hand - short)) as oversold
    from pools`
  const figures = { stored: row?.stored ?? -1, reservedUnits: row?.reserved ?? -1, oversold: row?.oversold ?? -1 }
  log(`${BUYERS} buyers for ${UNITS} units: ${JSON.stringify(figures)}`)
  return figures
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}
