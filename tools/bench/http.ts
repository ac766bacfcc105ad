// Orders through the HTTP edge over real sockets, many in a request and one by one, while hundreds of hostile sockets
// hang at its side; beside what the same gate takes in-process, in the same run and by turns.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openBenchEdge } from './edge.ts'
import type { BenchEdge } from './edge.ts'
import { feed } from './feed.ts'
import type { HttpClientsPlan, HttpClientsResult, HttpLoad } from './http-clients.ts'
import { rate, share } from './intake.ts'
import type { BenchOptions, Figures } from './main.ts'
import { rawStream } from './raw-stream.ts'
import { openBenchWorld } from './world.ts'

const SKUS = 5_000
const STOCK = 2_000_000
const PLENTY = 100_000_000
const SHOP = 'erp'
const HOSTILE = 500
/** A key is limited to 500 requests a second; a large merchant's programs have one each. */
const KEYS = 20
const BULK = { ordersPerRequest: 150, connections: 12 }
const SINGLE = { ordersPerRequest: 1, connections: 300 }
const WARM_UP_SECONDS = 5
/** Of the time asked for: intake before and after, many in a request, one by one. */
const TURNS = 4

export async function http(options: BenchOptions): Promise<Figures> {
  const { log } = options
  const seconds = options.seconds / TURNS
  await using world = await openBenchWorld({ skus: SKUS, stock: STOCK })
  await world.gate.setup.addShop({ channel: 'open_api', shop: SHOP, name: 'ERP' })
  await using edge = await openBenchEdge(world)
  const plan: HttpClientsPlan = {
    port: edge.port,
    keys: await edge.keys(KEYS, ['orders:write']),
    shop: SHOP,
    skus: SKUS,
    hostile: HOSTILE,
  }
  const intake = inProcess(edge)
  const child = fork(join(import.meta.dirname, 'http-clients.ts'), [JSON.stringify(plan)])
  try {
    await once(child, 'message')
    await intake(WARM_UP_SECONDS)
    const before = await intake(seconds)
    await load(child, { ...BULK, seconds: WARM_UP_SECONDS })
    const bulk = await load(child, { ...BULK, seconds })
    log(`${rateOf(bulk)} orders/s in bulk; ${bulk.ended} hostile sockets ended`)
    await load(child, { ...SINGLE, seconds: WARM_UP_SECONDS })
    const single = await load(child, { ...SINGLE, seconds })
    log(`${rateOf(single)} orders/s one by one; ${single.ended} hostile sockets ended`)
    const after = await intake(seconds)
    log(`in-process ${before} and ${after} orders/s`)
    const inProcessRate = Math.round((before + after) / 2)
    return {
      ordersPerSecond: rateOf(bulk),
      p99Ms: bulk.p99Ms,
      intakeOrdersPerSecond: inProcessRate,
      ratioToIntake: share(rateOf(bulk), inProcessRate),
      singleOrdersPerSecond: rateOf(single),
      singleP50Ms: single.p50Ms,
      singleP99Ms: single.p99Ms,
      singleRatioToIntake: share(rateOf(single), inProcessRate),
      hostileSockets: HOSTILE,
    }
  } finally {
    child.kill()
  }
}

/** Orders per second of raw channel bytes through the very gate that HTTP uses. */
function inProcess({ gate }: BenchEdge): (seconds: number) => Promise<number> {
  let first = 1
  return async (seconds) => {
    const raws = rawStream({ count: PLENTY, skus: SKUS, first })
    const result = await feed(gate, raws, { seconds })
    raws.stop()
    first += result.submitted
    return rate(result)
  }
}

function load(child: ChildProcess, wish: HttpLoad): Promise<HttpClientsResult> {
  child.send(wish)
  return new Promise((resolve, reject) => {
    child.once('message', (result: HttpClientsResult) => resolve(result))
    child.once('exit', (code) => reject(new Error(`the clients ended with ${code}`)))
  })
}

function rateOf({ orders, elapsedMs }: HttpClientsResult): number {
  return Math.round(orders / (elapsedMs / 1_000))
}
