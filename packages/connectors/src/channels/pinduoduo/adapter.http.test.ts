// What is Pinduoduo's own: its signature's edges, its codes, its rules of shipping.

import { describe, expect, test } from 'vitest'
import { failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import { isBusinessError, readPinduoduoError, toChannelError } from './errors.ts'
import { pmcAddress } from './gateway.ts'
import { signPinduoduo } from './sign.ts'

describe('a signature', () => {
  const base = { type: 'pdd.order.list.get', client_id: '1', timestamp: '1480411125' }
  test('covers every parameter but itself, in whatever order they come', () => {
    const reversed = Object.fromEntries(Object.entries(base).toReversed())
    expect(signPinduoduo({ ...reversed, sign: 'x' }, 's')).toBe(signPinduoduo(base, 's'))
    expect(signPinduoduo({ ...base, page: '1' }, 's')).not.toBe(signPinduoduo(base, 's'))
  })
  test('writes booleans as words and the rest as JSON', () => {
    const typed = { ...base, use_has_next: false, page: 1, list: [{ a: '测试', b: true }] }
    const text = { ...base, use_has_next: 'false', page: '1', list: '[{"a":"测试","b":true}]' }
    expect(signPinduoduo(typed, 's')).toBe(signPinduoduo(text, 's'))
  })
  test('leaves out what is not there, and keeps what is empty', () => {
    expect(signPinduoduo({ ...base, none: null, nothing: undefined }, 's')).toBe(signPinduoduo(base, 's'))
    expect(signPinduoduo({ ...base, empty: '' }, 's')).not.toBe(signPinduoduo(base, 's'))
  })
  test('sorts upper case before lower case, as ASCII does', () => {
    expect(signPinduoduo({ b: '1', a: '2', B: '3' }, '')).toBe(signPinduoduo({ B: '3a2b1' }, ''))
  })
})

describe('codes', () => {
  test.each([
    [10_001, null, 'bug'],
    [10_016, null, 'refused'],
    [10_019, null, 'reauthorise'],
    [10_035, null, 'reauthorise'],
    [20_004, null, 'bug'],
    [20_031, null, 'reauthorise'],
    [30_001, null, 'refused'],
    [50_000, null, 'retry'],
    [50_001, 'isv.order-service-error:4000000', 'retry'],
    [50_001, 'isv.invalid-parameter:order_sn', 'refused'],
    [50_001, null, 'refused'],
    [52_004, null, 'refused'],
    [52_101, null, 'throttled'],
    [70_031, null, 'throttled'],
    [70_033, null, 'retry'],
    [70_036, null, 'refused'],
    [19_999, null, 'refused'],
    [59_999, null, 'retry'],
  ])('%i %s is %s', (error_code, sub_code, kind) => {
    const error = readPinduoduoError({ error_response: { error_code, error_msg: 'x', sub_code } })
    const made = toChannelError(error!)
    expect(made.kind).toBe(kind)
    expect(isBusinessError(made)).toBe(error_code === 50_001)
    expect(made.retryAfterMs === null).toBe(kind !== 'throttled')
  })
})

test('messages come from the platform’s own host over TLS', () => {
  expect(pmcAddress(new URL('https://gw-api.pinduoduo.com/api/router')).href).toBe(
    'wss://message-api.pinduoduo.com/message/',
  )
})

describe('shipping', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF1', lines: null, key: 'k' } as const
  test('an order whose refund is open is refused by a person’s words', async () => {
    await using shop = await openShop('pinduoduo')
    const trade = shop.trade(1)
    const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
    const refund = { refundId: '41', state: 'asked', amountFen: 1_000, reason: '不想要', ...times } as const
    shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
    const { shipments } = shop.adapter()
    const outcome = await shipments!.confirm({ ...parcel, platformOrderId: trade.tradeId }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', code: expect.stringMatching(/^50001:/) as string })
  })
  test('part of an order is never sent as the whole', async () => {
    await using shop = await openShop('pinduoduo')
    const platformOrderId = shop.record(1)
    const lines = [{ platformLineId: `${platformOrderId}:1:1`, quantity: 1 }]
    const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId, lines }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'split_not_possible' })
    expect(shop.market.counts.calls).toBe(0)
  })
})

test('an order nobody paid is not there', async () => {
  await using shop = await openShop('pinduoduo')
  const id = shop.record(1, { state: 'unpaid', paidAtMs: null })
  expect(await failureOf(() => shop.adapter().readOrder(id, never))).toMatchObject({ kind: 'not_found' })
})
