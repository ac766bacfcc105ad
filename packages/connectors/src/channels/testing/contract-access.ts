// Part of the channel contract: keys, clocks and tokens.

import { describe, expect, test } from 'vitest'
import type { ChannelError } from '../channel.ts'
import type { ContractTraits } from './channel-contract.ts'
import { failureOf, never, openShop } from './open-shop.ts'
import type { AdapterChanges, OpenShop } from './open-shop.ts'

const HOPELESS = ['bug', 'refused', 'reauthorise']

export function accessContract(traits: ContractTraits): void {
  const { channel, wrongSecret, signsCalls, clockToleranceMs } = traits
  const reading = async (shop: OpenShop, changes?: AdapterChanges): Promise<ChannelError> => {
    const id = shop.record(1)
    return failureOf(() => shop.adapter(changes).readOrder(id, never))
  }

  describe('keys and clock', () => {
    test.skipIf(!signsCalls)('a wrong secret is refused, and trying again would not help', async () => {
      await using shop = await openShop(channel)
      expect(HOPELESS).toContain((await reading(shop, { access: wrongSecret })).kind)
    })
    test('no error tells a secret', async () => {
      await using shop = await openShop(channel)
      shop.market.faults.body = 'html'
      const errors = [await reading(shop)]
      shop.market.faults.body = 'normal'
      if (signsCalls) errors.push(await failureOf(() => shop.adapter({ access: wrongSecret }).readOrder('1', never)))
      const secrets = shop.definition.accessFields
        .filter(({ kind }) => kind !== 'setting')
        .map(({ name }) => shop.market.access[name] ?? '')
        .concat(shop.market.tokens.current.accessToken)
        .filter((secret) => secret !== '')
      for (const error of errors)
        for (const secret of secrets) expect(`${error.code} ${error.message}`).not.toContain(secret)
    })
    test.skipIf(clockToleranceMs === null)('a clock too far off is refused, one a little off is not', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      const off = (ms: number): AdapterChanges => ({ now: () => shop.clock.nowMs + ms })
      for (const ms of [-clockToleranceMs! - 61_000, clockToleranceMs! + 61_000]) {
        const { kind } = await failureOf(() => shop.adapter(off(ms)).readOrder(id, never))
        expect(['refused', 'bug']).toContain(kind)
      }
      for (const ms of [-clockToleranceMs! + 61_000, clockToleranceMs! - 61_000])
        expect(await shop.adapter(off(ms)).readOrder(id, never)).toMatchObject({ ok: true })
    })
    test('every field of the connect form has words in both languages', async () => {
      await using shop = await openShop(channel)
      for (const field of shop.definition.accessFields) {
        for (const words of [field.label, field.hint]) {
          expect(words.en.length).toBeGreaterThan(1)
          expect(words['zh-CN'].length).toBeGreaterThan(1)
        }
      }
    })
  })

  tokensContract(traits)
}

function tokensContract({ channel, tokens }: ContractTraits): void {
  describe.skipIf(tokens !== 'refreshed')('a token that expires', () => {
    test('is renewed once, however many calls meet it, and every call goes through', async () => {
      await using shop = await openShop(channel)
      const ids = Array.from({ length: 8 }, (_, index) => shop.record(index + 1))
      const adapters = [shop.adapter(), shop.adapter()]
      shop.market.tokens.expire()
      const reads = await Promise.all(ids.map((id, index) => adapters[index % 2]!.readOrder(id, never)))
      expect(reads.every(({ ok }) => ok)).toBe(true)
      expect(shop.market.tokens.counts).toMatchObject({ refreshed: 1 })
    })
    test('in the middle of a listing loses no page', async () => {
      await using shop = await openShop(channel)
      const { pageSize, lagMs } = shop.adapter().limits
      const at = shop.clock.nowMs - 60_000
      const ids = Array.from({ length: pageSize * 2 }, (_, index) => shop.record(index + 1, { modifiedAtMs: at }))
      shop.clock.nowMs += lagMs
      shop.market.beforeCall = (call) => void (call === 2 && shop.market.tokens.expire())
      const seen = new Set<string>()
      for await (const page of shop.adapter().listChangedOrders({ from: at - 1_000, to: at + 1_000 }, never)) {
        for (const { platformOrderId } of page) seen.add(platformOrderId)
      }
      expect(seen).toEqual(new Set(ids))
    })
    test('and that nothing renews asks a person', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      shop.market.faults.sessionExpired = true
      expect(await failureOf(() => shop.adapter().readOrder(id, never))).toMatchObject({ kind: 'reauthorise' })
    })
  })

  describe.skipIf(tokens === 'none')('an authorisation taken back', () => {
    test('asks a person', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      const adapter = shop.adapter()
      expect(await adapter.readOrder(id, never)).toMatchObject({ ok: true })
      shop.market.tokens.revoke()
      expect(await failureOf(() => adapter.readOrder(id, never))).toMatchObject({ kind: 'reauthorise' })
    })
  })
}
