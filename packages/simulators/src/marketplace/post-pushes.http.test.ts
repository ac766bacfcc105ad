// Messages posted to a real server that does not always answer well. The platform is a small one of this test's own.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { TOP_IDS } from '../taobao/ids.ts'
import type { MarketplaceDefinition } from './definition.ts'
import { sampleTrade } from './sample-trade.ts'
import { startDefinition } from './start-marketplace.ts'

const PLATFORM: MarketplaceDefinition = {
  channel: 'test',
  gatewayPath: '/api',
  ids: TOP_IDS,
  drawAccess: () => ({ secret: 's' }),
  tokenTtlMs: 1_000,
  tokenGraceMs: 0,
  refusesOpenRefund: true,
  routes: (app) => void app.get('/api', async () => ({ ok: true })),
  push: {
    request: ({ id, kind, trade }, market, path) => {
      if (kind === 'changed') return null
      const headers = { 'x-sign': market.key('secret') }
      return { method: 'POST', path, headers, body: JSON.stringify({ id, order: trade.tradeId, kind }) }
    },
    handshake: null,
    isAcknowledged: (status, body) => status === 200 && body === 'ok',
    retryDelaysMs: [20, 20],
  },
}

interface Heard {
  orders: string[]
  kinds: string[]
  paths: string[]
}

/** Answers each message as `answers` says in turn, then well. */
async function withListener(answers: number[], work: (url: URL, heard: Heard) => Promise<void>): Promise<void> {
  const heard: Heard = { orders: [], kinds: [], paths: [] }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { order, kind } = JSON.parse(body) as { order: string; kind: string }
      heard.orders.push(order)
      heard.kinds.push(kind)
      heard.paths.push(`${request.url} ${String(request.headers['x-sign'])}`)
      response.writeHead(answers.shift() ?? 200).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/push?shop=1`), heard)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

const trade = (number: number, atMs: number) => sampleTrade({ ids: TOP_IDS, number, atMs })

test('messages of one order go in order, signed, to the whole address, and are confirmed', async () => {
  await using running = await startDefinition(PLATFORM)
  const { market } = running
  await withListener([], async (url, heard) => {
    market.pushTarget = url
    const { modifiedAtMs, ...paid } = trade(1, 1_001)
    market.ledger.record({ ...paid, state: 'unpaid', modifiedAtMs: 1_000 })
    market.ledger.record({ ...paid, modifiedAtMs })
    for (const number of [2, 3]) market.ledger.record(trade(number, 1_000 + number))
    market.ledger.record({ ...paid, modifiedAtMs: 9_000, sellerMemo: 'nobody is told' })
    await expect.poll(() => heard.kinds.length).toBe(4)
    const [one, two, three] = [1, 2, 3].map((number) => TOP_IDS.trade(0, number))
    expect(heard.orders.toSorted()).toEqual([one, one, two, three])
    expect(heard.kinds.filter((_, index) => heard.orders[index] === one)).toEqual(['created', 'paid'])
    expect(new Set(heard.paths)).toEqual(new Set(['/push?shop=1 s']))
    await expect.poll(() => market.outbox.pending()).toEqual([])
  })
})

test('one that is not acknowledged comes again, and at last not any more', async () => {
  await using running = await startDefinition(PLATFORM)
  const { market } = running
  await withListener([503, 500], async (url, heard) => {
    market.pushTarget = url
    market.ledger.record(trade(1, 1_000))
    await expect.poll(() => heard.orders.length).toBe(3)
    await expect.poll(() => market.outbox.pending()).toEqual([])
  })
  await withListener([500, 500, 500, 500], async (url, heard) => {
    market.pushTarget = url
    market.ledger.record(trade(2, 1_000))
    await expect.poll(() => heard.orders.length).toBe(3)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(heard.orders).toHaveLength(3)
    expect(market.outbox.pending()).toHaveLength(1)
  })
})
