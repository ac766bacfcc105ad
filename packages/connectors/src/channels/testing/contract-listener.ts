// Part of the channel contract: messages that come over a connection of ours.

import { describe, expect, test } from 'vitest'
import type { PushDelivery, PushListener } from '../push.ts'
import type { ContractTraits } from './channel-contract.ts'
import { failureOf, never, openShop } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

/** Takes deliveries until there are `count`, confirming those that `isConfirmed` says. */
async function take(
  listener: PushListener,
  count: number,
  isConfirmed: (delivery: PushDelivery, index: number) => boolean = () => true,
): Promise<PushDelivery[]> {
  const taken: PushDelivery[] = []
  for await (const delivery of listener.listen(new AbortController().signal)) {
    if (isConfirmed(delivery, taken.length)) await delivery.confirm()
    if (taken.push(delivery) >= count) break
  }
  return taken
}

const orderIds = (deliveries: readonly PushDelivery[]): string[] =>
  deliveries.flatMap(({ notice }) => (notice.kind === 'order_changed' ? [notice.platformOrderId] : []))

export function listenerContract({ channel, wrongSecret }: ContractTraits): void {
  const withListener = (
    name: string,
    work: (shop: OpenShop, listener: PushListener, skip: (why: string) => never) => Promise<void>,
  ): void =>
    test(name, async ({ skip }) => {
      await using shop = await openShop(channel)
      const { listener } = shop.adapter()
      if (listener === null) return skip('the platform has no message connection')
      await work(shop, listener, skip)
    })

  describe('a message connection', () => {
    withListener('brings what happens, with exact ids', async (shop, listener) => {
      const ids = [1, 2, 3].map((number) => shop.record(number))
      const deliveries = await take(listener, 3)
      expect(orderIds(deliveries)).toEqual(ids)
      expect(new Set(deliveries.map(({ notice }) => notice.messageId)).size).toBe(3)
    })

    withListener('brings again what was not confirmed, and only that', async (shop, listener) => {
      const ids = [1, 2, 3].map((number) => shop.record(number))
      await take(listener, 3, (_, index) => index !== 1)
      // The last confirmation travels while the connection closes.
      await expect.poll(() => shop.market.outbox.pending().length).toBe(1)
      expect(orderIds(await take(listener, 1))).toEqual([ids[1]])
    })

    withListener('may repeat and reorder: ids tell', async (shop, listener) => {
      shop.market.faults.pushRepeated = true
      shop.market.faults.pushReversed = true
      const ids = [1, 2].map((number) => shop.record(number))
      const deliveries = await take(listener, 4)
      expect(new Set(orderIds(deliveries))).toEqual(new Set(ids))
      expect(new Set(deliveries.map(({ notice }) => notice.messageId)).size).toBe(2)
    })

    withListener('that the platform dropped is silent until it is subscribed anew', async (shop, listener, skip) => {
      const { subscribe } = listener
      if (subscribe === null) return skip('only a person can subscribe')
      shop.market.dropSubscription()
      shop.record(1)
      expect(await subscribe(never)).toHaveLength(1)
      await subscribe(never)
      const told = shop.record(2)
      expect(orderIds(await take(listener, 1)), 'what happened meanwhile is told to nobody').toEqual([told])
      shop.market.faults.body = 'without_data'
      expect((await failureOf(() => subscribe(never))).kind, 'no success without its data').toBe('retry')
      shop.market.faults.body = 'normal'
      const { subscribe: wrong } = shop.adapter({ access: wrongSecret }).listener!
      expect((await failureOf(() => wrong!(never))).kind).toBe('bug')
    })

    withListener('is refused with a wrong secret', async (shop) => {
      const { listener } = shop.adapter({ access: wrongSecret })
      const error = await failureOf(() => take(listener!, 1))
      expect(['refused', 'reauthorise', 'bug']).toContain(error.kind)
    })

    withListener('ends as something to try again when the platform goes', async (shop, listener) => {
      shop.record(1)
      const ending = failureOf(async () => {
        for await (const delivery of listener.listen(new AbortController().signal)) {
          await delivery.confirm()
          void shop.running.close()
        }
      })
      expect(await ending).toMatchObject({ kind: 'retry' })
      expect(await failureOf(() => take(listener, 1))).toMatchObject({ kind: 'retry' })
    })

    withListener('ends with the caller’s own reason', async (shop, listener) => {
      shop.record(1)
      const controller = new AbortController()
      const listening = (async () => {
        for await (const delivery of listener.listen(controller.signal)) {
          await delivery.confirm()
          controller.abort(new Error('shutting down'))
        }
      })()
      await expect(listening).rejects.toThrow('shutting down')
    })
  })
}
