// Part of the channel contract: what a broken wire, an overloaded gateway or a limit becomes.

import { describe, expect, test } from 'vitest'
import { ChannelError } from '../channel.ts'
import type { ContractTraits } from './channel-contract.ts'
import { collect, failureOf, never, NOON, openShop } from './open-shop.ts'
import type { AdapterChanges, OpenShop } from './open-shop.ts'

const WINDOW = { from: NOON - 60_000, to: NOON }

const listingFailure = (shop: OpenShop, changes?: AdapterChanges): Promise<ChannelError> =>
  failureOf(() => collect(shop.adapter(changes).listChangedOrders(WINDOW, never)))

async function openWithOrder(channel: ContractTraits['channel']): Promise<{ shop: OpenShop; id: string }> {
  const shop = await openShop(channel)
  const id = shop.record(1)
  shop.clock.nowMs += shop.adapter().limits.lagMs
  return { shop, id }
}

export function wireContract({ channel }: ContractTraits): void {
  describe('faults of the wire', () => {
    test.each([500, 502, 503, 504])('HTTP %i is tried again', async (status) => {
      const { shop } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.httpStatus = status
      expect(await listingFailure(shop)).toMatchObject({ kind: 'retry' })
    })
    test('a redirect is not followed', async () => {
      const { shop } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.httpStatus = 302
      expect(await listingFailure(shop)).toMatchObject({ kind: 'refused', code: 'http_302' })
    })
    test.each(['html', 'truncated', 'empty', 'invalid_utf8', 'without_data'] as const)(
      'an answer that is %s is no answer',
      async (body) => {
        const { shop, id } = await openWithOrder(channel)
        await using _ = shop
        shop.market.faults.body = body
        expect(await listingFailure(shop)).toMatchObject({ kind: 'retry' })
        const refunds = (): Promise<unknown> => collect(shop.adapter().listRefunds(WINDOW, never))
        expect(await failureOf(refunds)).toMatchObject({ kind: 'retry' })
        const read = await shop
          .adapter()
          .readOrder(id, never)
          .catch((error: unknown) => error)
        if (read instanceof ChannelError) expect(read.kind).toBe('retry')
        else expect(read).toMatchObject({ ok: false })
      },
    )
    test('a slow drip ends at the deadline', async () => {
      const { shop } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.drip = true
      expect(await listingFailure(shop, { deadlineMs: 300 })).toMatchObject({ kind: 'retry', code: 'deadline' })
    })
    test('nobody listening', async () => {
      const { shop } = await openWithOrder(channel)
      await shop.running.close()
      expect(await listingFailure(shop)).toMatchObject({ kind: 'retry', code: 'network' })
    })
    test('a caller who gives up gets its own reason, not a channel error', async () => {
      const { shop, id } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.drip = true
      const controller = new AbortController()
      const reading = shop.adapter().readOrder(id, controller.signal)
      setTimeout(() => controller.abort(new Error('shutting down')), 50)
      await expect(reading).rejects.toThrow('shutting down')
    })
    test("the address must be the platform's, or a simulator that is allowed", async () => {
      const { shop } = await openWithOrder(channel)
      await using _ = shop
      expect(() => shop.adapter({ allowLoopback: false })).toThrow(/not allowed/)
      for (const gatewayUrl of [
        'http://169.254.169.254/',
        'https://10.0.0.1/',
        'https://user:x@example.com/',
        'ftp://x/',
      ])
        expect(() => shop.adapter({ gatewayUrl })).toThrow()
    })
  })

  describe('limits', () => {
    test('429 says how long', async () => {
      const { shop } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.httpStatus = 429
      expect(await listingFailure(shop)).toMatchObject({ kind: 'throttled', retryAfterMs: 2_000 })
    })
    test("the platform's own refusal is kept to without calling again", async () => {
      const { shop, id } = await openWithOrder(channel)
      await using _ = shop
      shop.market.faults.banSeconds = 17
      const adapter = shop.adapter()
      const first = await failureOf(() => adapter.readOrder(id, never))
      expect(first.kind).toBe('throttled')
      expect(first.retryAfterMs).toBeGreaterThan(0)
      const { calls } = shop.market.counts
      expect(await failureOf(() => adapter.readOrder(id, never))).toMatchObject({ kind: 'throttled', code: 'banned' })
      expect(shop.market.counts.calls).toBe(calls)
    })
    test('one over the limit is told, and the shop works again when it ends', async () => {
      await using shop = await openShop(channel, { callLimit: { callsPerSecondMax: 5, banMs: 3_000 } })
      const id = shop.record(1)
      let throttled: ChannelError | null = null
      for (let calls = 0; calls < 12 && throttled === null; calls++) {
        throttled = await shop
          .adapter()
          .readOrder(id, never)
          .then(
            () => null,
            (error: unknown) => error as ChannelError,
          )
      }
      expect(throttled).toMatchObject({ kind: 'throttled' })
      shop.clock.nowMs += 3_001
      expect(await shop.adapter().readOrder(id, never)).toMatchObject({ ok: true })
    })
  })
}
