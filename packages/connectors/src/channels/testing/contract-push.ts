// Part of the channel contract: posted messages. A genuine one names its order; forged, cut, replayed and misdirected
// ones change nothing.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { MarketEvent, PushedRequest } from '../../../../simulators/src/index.ts'
import type { PushNotice, PushReceiver, PushRequest, PushVerdict } from '../push.ts'
import type { ContractTraits } from './channel-contract.ts'
import { forgeries } from './forgeries.ts'
import { failureOf, never, openShop } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

const PUSH_PATH = '/push/here'

/** @public For tests of a platform's own messages. */
export function toPushRequest({ method, path, headers, body }: PushedRequest): PushRequest {
  const url = new URL(path, 'http://platform.example')
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { method, path: url.pathname, query: url.searchParams, headers: lower, body: Buffer.from(body) }
}

/** The message that tells of order n, as the platform would post it. @public */
export function pushOf(shop: OpenShop, number: number, changes: Partial<MarketEvent> = {}): PushedRequest {
  const trade = shop.trade(number)
  const id = String(5_000_000_000_000_000_000n + BigInt(number))
  const event: MarketEvent = { id, kind: 'paid', atMs: trade.modifiedAtMs, trade, ...changes }
  const request = shop.running.definition.push!.request(event, shop.market, PUSH_PATH)
  if (request === null) throw new Error('the simulator posts no message for a paid order')
  return request
}

function noticesOf(verdict: PushVerdict): PushNotice[] {
  if (verdict.verdict !== 'notices') throw new Error(`the message was not taken: ${JSON.stringify(verdict)}`)
  return verdict.notices
}

export function pushContract({ channel, wrongSecret, otherShop, pushProof }: ContractTraits): void {
  const withPush = (
    name: string,
    work: (shop: OpenShop, push: PushReceiver, skip: (why: string) => never) => Promise<void>,
  ): void =>
    test(name, async ({ skip }) => {
      await using shop = await openShop(channel)
      const { push } = shop.adapter()
      expect(push === null).toBe(pushProof === null)
      expect(push === null).toBe(shop.running.definition.push === null)
      if (push === null) return skip('the platform posts no messages')
      await work(shop, push, skip)
    })

  describe('a posted message', () => {
    withPush('names its order and is answered as the platform wants it', async (shop, push) => {
      const verdict = push.verify(toPushRequest(pushOf(shop, 1)))
      const [notice] = noticesOf(verdict)
      expect(notice).toMatchObject({ kind: 'order_changed', platformOrderId: shop.trade(1).tradeId })
      expect(notice!.messageId).not.toBe('')
      expect(shop.running.definition.push!.isAcknowledged(verdict.reply.status, verdict.reply.body)).toBe(true)
    })

    withPush('that comes twice carries one id; another carries another', async (shop, push) => {
      const id = (number: number): string => noticesOf(push.verify(toPushRequest(pushOf(shop, number))))[0]!.messageId
      expect(id(1)).toBe(id(1))
      expect(id(1)).not.toBe(id(2))
    })

    withPush('of every kind is taken', async (shop, push) => {
      const kinds = ['created', 'paid', 'shipped', 'completed', 'closed', 'changed'] as const
      for (const kind of kinds) {
        const trade = shop.trade(1)
        const event = { id: '5000000000000000001', kind, atMs: trade.modifiedAtMs, trade }
        const request = shop.running.definition.push!.request(event, shop.market, PUSH_PATH)
        if (request !== null) expect(push.verify(toPushRequest(request)).verdict).toBe('notices')
      }
    })

    withPush('forged or cut in 30 ways is refused, with one answer to all', async (shop, push) => {
      const genuine = toPushRequest(pushOf(shop, 1))
      expect(push.verify(genuine).verdict).toBe('notices')
      const forged = forgeries(genuine, pushProof!)
      expect(forged.length).toBeGreaterThanOrEqual(pushProof === 'body' ? 30 : 10)
      for (const { name, request } of forged) {
        const verdict = push.verify(request)
        expect(`${name}: ${verdict.verdict}`).toBe(`${name}: refused`)
        expect(verdict.reply.status).toBe(401)
        expect(shop.running.definition.push!.isAcknowledged(verdict.reply.status, verdict.reply.body)).toBe(false)
      }
    })

    withPush('under another secret is refused', async (shop) => {
      const { push } = shop.adapter({ access: wrongSecret })
      expect(push!.verify(toPushRequest(pushOf(shop, 1))).verdict).toBe('refused')
    })

    withPush('for another shop is refused', async (shop, push, skip) => {
      if (otherShop === null) return skip('messages name no shop')
      await using other = await openShop(channel, { access: { ...shop.market.access, ...otherShop } })
      const verdict = push.verify(toPushRequest(pushOf(other, 1)))
      expect(verdict).toMatchObject({ verdict: 'refused', refusal: 'wrong_shop' })
    })

    withPush('that checks the address is answered, and nothing else happens', async (shop, push, skip) => {
      const { handshake, isAcknowledged } = shop.running.definition.push!
      if (handshake === null) return skip('the platform checks no address')
      const verdict = push.verify(toPushRequest(handshake(shop.market, PUSH_PATH)))
      expect(verdict.verdict).toBe('handshake')
      expect(isAcknowledged(verdict.reply.status, verdict.reply.body)).toBe(true)
    })

    withPush('is posted until it is taken, and repeats are one', async (shop, push) => {
      const seen: PushNotice[] = []
      let calls = 0
      await using server = await receive((request) => {
        calls += 1
        if (calls === 2) return 503 // Not durable yet: it must come again, or polling finds the order.
        seen.push(...noticesOf(push.verify(request)))
        return null
      }, push)
      shop.market.faults.pushRepeated = true
      for (let number = 1; number <= 4; number++) shop.record(number)
      shop.market.pushTarget = new URL(PUSH_PATH, server.url)
      await expect.poll(() => calls, { timeout: 4_000 }).toBeGreaterThanOrEqual(8)
      const orders = new Set(
        seen.flatMap((notice) => (notice.kind === 'order_changed' ? [notice.platformOrderId] : [])),
      )
      expect(orders.size).toBe(4)
      expect(new Set(seen.map(({ messageId }) => messageId)).size).toBe(4)
    })

    withPush(
      'comes where we subscribed, and again once what the platform dropped is made anew',
      async (shop, push, skip) => {
        const { subscribe } = push
        if (subscribe === null) return skip('only a person can subscribe')
        const seen: string[] = []
        await using server = await receive((request) => {
          seen.push(...orderIdsOf(push.verify(request)))
          return null
        }, push)
        const address = new URL(PUSH_PATH, server.url)
        shop.market.faults.body = 'without_data'
        expect((await failureOf(() => subscribe(address, never))).kind, 'no success without its data').toBe('retry')
        shop.market.faults.body = 'normal'
        const made = await subscribe(address, never)
        expect(made).not.toEqual([])
        expect(await subscribe(address, never), 'all of it stands').toEqual([])
        const first = shop.record(1)
        await expect.poll(() => seen).toEqual([first])
        shop.market.dropSubscription()
        shop.record(2)
        expect((await subscribe(address, never)).toSorted()).toEqual(made.toSorted())
        const third = shop.record(3)
        // What happened meanwhile is told to nobody.
        await expect.poll(() => seen).toEqual([first, third])
      },
    )

    withPush('is not subscribed twice, though an answer was cut', async (shop, push, skip) => {
      const { subscribe } = push
      if (subscribe === null) return skip('only a person can subscribe')
      const address = new URL('http://127.0.0.1:9/')
      shop.market.faults.cutAfterWrite = true
      expect((await failureOf(() => subscribe(address, never))).kind).toBe('retry')
      shop.market.faults.cutAfterWrite = false
      await subscribe(address, never)
      const topics = shop.market.webhooks.all().map(({ topic }) => topic)
      expect(topics).toEqual([...new Set(topics)])
    })
  })
}

function orderIdsOf(verdict: PushVerdict): string[] {
  const notices = verdict.verdict === 'notices' ? verdict.notices : []
  return notices.flatMap((notice) => (notice.kind === 'order_changed' ? [notice.platformOrderId] : []))
}

interface PushServer extends AsyncDisposable {
  url: string
}

/** `take` returns a status to answer instead of the adapter's reply, or null. */
async function receive(take: (request: PushRequest) => number | null, push: PushReceiver): Promise<PushServer> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://here')
      const headers = incoming.headers as Record<string, string | undefined>
      const body = Buffer.concat(chunks)
      const request = { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, headers, body }
      const status = take(request)
      const { reply } = push.verify(request)
      outgoing.writeHead(status ?? reply.status, { 'content-type': reply.contentType })
      outgoing.end(status === null ? reply.body : '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
