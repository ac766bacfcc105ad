// Child process of the http bench: programs that send orders over connections they keep, and sockets at the side that
// are slow, silent or leave their request half sent, each replaced when the server has had enough of it.

import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { PATHS } from '../../packages/contract/src/index.ts'
import type { NewOrder } from '../../packages/contract/src/index.ts'
import { percentile } from './feed.ts'
import { mulberry, skuCode } from './generator.ts'

export interface HttpClientsPlan {
  port: number
  keys: readonly string[]
  shop: string
  skus: number
  hostile: number
}

/** Orders in one request, 1 for the route of single ones, and how many requests are under way at once. */
export interface HttpLoad {
  ordersPerRequest: number
  connections: number
  seconds: number
}

export interface HttpClientsResult {
  orders: number
  elapsedMs: number
  p50Ms: number
  p99Ms: number
  /** Hostile sockets the server ended meanwhile. */
  ended: number
}

const plan = JSON.parse(process.argv[2] ?? '{}') as HttpClientsPlan
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
const PLACED_AT = '2026-11-11T00:00:00+08:00'
const DRIP_MS = 500
const PROVINCES = ['上海', '浙江省', '广东省', '北京', '四川省']
const random = mulberry(7)
let orders = 0
let requests = 0
let ended = 0

for (let index = 0; index < plan.hostile; index += 1) void beHostile(index)
process.on('message', (load: HttpLoad) => void run(load).then((result) => process.send?.(result)))
process.send?.('ready')

async function run({ ordersPerRequest, connections, seconds }: HttpLoad): Promise<HttpClientsResult> {
  const latenciesMs: number[] = []
  const startMs = performance.now()
  const endedBefore = ended
  let recorded = 0
  const one = async (): Promise<void> => {
    while (performance.now() - startMs < seconds * 1_000) {
      const batch = Array.from({ length: ordersPerRequest }, nextOrder)
      const sentMs = performance.now()
      await (ordersPerRequest === 1 ? sendOne(batch[0] as NewOrder) : sendMany(batch))
      latenciesMs.push(performance.now() - sentMs)
      recorded += batch.length
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const sorted = Float64Array.from(latenciesMs).sort()
  return {
    orders: recorded,
    elapsedMs: performance.now() - startMs,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    ended: ended - endedBefore,
  }
}

async function sendOne(order: NewOrder): Promise<void> {
  const answer = await post(PATHS.orders, order)
  if ((answer as { outcome?: unknown }).outcome !== 'recorded') throw new Error(JSON.stringify(answer))
}

async function sendMany(batch: readonly NewOrder[]): Promise<void> {
  const { results } = (await post(PATHS.ordersBulk, { orders: batch })) as { results: { outcome?: unknown }[] }
  const refused = results.find(({ outcome }) => outcome !== 'recorded')
  if (refused !== undefined || results.length !== batch.length) throw new Error(JSON.stringify(refused))
}

/** Two lines, a receiver of its own, paid: what an order of the intake bench has. */
function nextOrder(): NewOrder {
  orders += 1
  const lines = Array.from({ length: 2 }, () => {
    const sku = Math.floor(random() * plan.skus)
    return { skuCode: skuCode(sku), title: `演示宠物粮 ${sku} 号`, quantity: 1, payableFen: 1_990 + (sku % 80) * 100 }
  })
  const payableFen = lines.reduce((sum, line) => sum + line.payableFen, 0)
  return {
    shop: plan.shop,
    platformOrderId: `SO-${orders}`,
    placedAt: PLACED_AT,
    payableFen,
    legs: [{ leg: 'whole', payableFen, paidFen: payableFen, paidAt: PLACED_AT }],
    lines,
    receiver: {
      name: '张三',
      phone: `139${String(orders).padStart(8, '0')}`,
      address: `某某路 ${orders} 号`,
      province: PROVINCES[orders % PROVINCES.length] as string,
      city: '某某市',
      memo: '请尽快发货，谢谢',
    },
  }
}

function post(path: string, body: unknown): Promise<unknown> {
  requests += 1
  const text = JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${plan.keys[requests % plan.keys.length]}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'idempotency-key': `bench-${requests}`,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request({ port: plan.port, path, method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const answer = Buffer.concat(chunks).toString()
        if (incoming.statusCode === 200 || incoming.statusCode === 201) resolve(JSON.parse(answer))
        else reject(new Error(`${incoming.statusCode}: ${answer}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(text)
  })
}

/** Says nothing, sends its headers a byte at a time, or leaves a body half sent: in turn. */
async function beHostile(index: number): Promise<never> {
  const head = `POST ${PATHS.orders} HTTP/1.1\r\nHost: 127.0.0.1:${plan.port}\r\nAuthorization: Bearer ${plan.keys[0]}\r\n`
  const texts = ['', head, `${head}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"shop":`]
  const text = texts[index % texts.length] as string
  for (;;) {
    const socket = connect(plan.port, '127.0.0.1')
    let isOpen = true
    socket.on('error', () => undefined)
    socket.on('close', () => (isOpen = false))
    socket.resume()
    for (let at = 0; isOpen; at += 1) {
      const bytes = text.slice(at, at + 1)
      if (bytes !== '') socket.write(bytes)
      await sleep(DRIP_MS)
    }
    ended += 1
  }
}
