// What the contract of all channels does not ask: Taobao's own rules of stock, shipping and tokens.

import { describe, expect, test } from 'vitest'
import { SAMPLE_LISTING } from '../../../../simulators/src/index.ts'
import type { StockResult } from '../stock.ts'
import { failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import { refreshTaobaoTokens } from './tokens.ts'

const PLAIN_ITEM = { ...SAMPLE_LISTING, listingId: '600000000077', skuId: '600000000077', skuCode: 'PLAIN' }
const PLAIN_KEY = { platformItemId: PLAIN_ITEM.listingId, platformSkuId: null }
const SAMPLE_KEY = { platformItemId: SAMPLE_LISTING.listingId, platformSkuId: SAMPLE_LISTING.skuId }

const delta = async (
  shop: OpenShop,
  listing: typeof SAMPLE_KEY | typeof PLAIN_KEY,
  units: number,
): Promise<StockResult> => {
  const change = { listing, units, key: String(units), shownBefore: null }
  return (await shop.adapter().stock!.publish([change], 'delta', never))[0]!
}

describe('stock', () => {
  test('of an item without SKUs is its own', async () => {
    await using shop = await openShop('taobao')
    shop.market.ledger.offer(PLAIN_ITEM, 30)
    expect(await delta(shop, PLAIN_KEY, -4)).toEqual({ outcome: 'applied', shown: 26 })
    const { stock } = shop.adapter()
    expect(await stock!.read([SAMPLE_KEY, PLAIN_KEY, { ...PLAIN_KEY, platformItemId: '9' }], never)).toMatchObject([
      { shown: 100 },
      { shown: 26 },
      { shown: null },
    ])
  })
  test('below zero is refused, and stays what it was', async () => {
    await using shop = await openShop('taobao')
    expect(await delta(shop, SAMPLE_KEY, -101)).toMatchObject({ outcome: 'refused' })
    expect(shop.market.ledger.stock.shown(SAMPLE_LISTING.skuId)).toBe(100)
  })
  test('success that names another SKU is no success', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.body = 'without_data'
    expect(await delta(shop, SAMPLE_KEY, 1)).toMatchObject({ outcome: 'unknown', error: { code: 'no_data' } })
  })
})

describe('shipping', () => {
  test('a line whose refund is open is refused, with the platform’s code', async () => {
    await using shop = await openShop('taobao')
    const trade = shop.trade(1)
    const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
    const refund = { refundId: '16', state: 'asked' as const, amountFen: 1_000, reason: '', ...times }
    shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
    const parcel = {
      platformOrderId: trade.tradeId,
      carrier: 'sf',
      trackingNumber: 'T',
      lines: null,
      key: 'k',
    } as const
    expect(await shop.adapter().shipments!.confirm(parcel, never)).toMatchObject({
      outcome: 'refused',
      code: '15:isv.logistics-offline-service-error:B06',
    })
  })
})

describe('renewing a session', () => {
  const tokensOf = (shop: OpenShop) => {
    const { accessToken, refreshToken, expiresAtMs } = shop.market.tokens.current
    return { accessToken, refreshToken, expiresAt: expiresAtMs }
  }
  test('brings both tokens and when they end', async () => {
    await using shop = await openShop('taobao')
    const old = tokensOf(shop)
    const fresh = await refreshTaobaoTokens(shop.connection, old)
    expect(fresh).toEqual(tokensOf(shop))
    expect(fresh.accessToken).not.toBe(old.accessToken)
  })
  test('with a used or missing refresh token asks a person', async () => {
    await using shop = await openShop('taobao')
    const old = tokensOf(shop)
    await refreshTaobaoTokens(shop.connection, old)
    for (const refreshToken of [old.refreshToken, '', null])
      expect(await failureOf(() => refreshTaobaoTokens(shop.connection, { ...old, refreshToken }))).toMatchObject({
        kind: 'reauthorise',
      })
  })
  test('that fails on the wire is tried again, not given up', async () => {
    await using shop = await openShop('taobao')
    for (const body of ['html', 'without_data', 'empty'] as const) {
      shop.market.faults.body = body
      expect(await failureOf(() => refreshTaobaoTokens(shop.connection, tokensOf(shop)))).toMatchObject({
        kind: 'retry',
      })
    }
  })
})
