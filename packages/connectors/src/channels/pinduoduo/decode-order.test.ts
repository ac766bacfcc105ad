import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodePinduoduoOrder } from './decode-order.ts'

/** The reference's constructed sample: two of one SKU, reductions of shop and platform, a gift. */
const SAMPLE = {
  order_sn: '260618-000000000000001',
  order_status: 1,
  refund_status: 1,
  risk_control_status: 0,
  confirm_status: 1,
  group_status: 1,
  trade_type: 0,
  created_time: '2026-06-18 09:01:00',
  pay_time: '2026-06-18 09:01:20',
  confirm_time: '2026-06-18 09:01:30',
  updated_at: '2026-06-18 09:21:35',
  goods_amount: '218.00',
  seller_discount: '20.00',
  platform_discount: '10.00',
  discount_amount: '30.00',
  postage: '0.00',
  order_change_amount: '0.00',
  pay_amount: '188.00',
  remark: '',
  buyer_memo: '请尽快发货',
  receiver_name: '~AgAAAAAAAAB=~A==~1~',
  receiver_name_mask: '张**',
  receiver_phone_mask: '1**********',
  receiver_address_mask: '某***街道***',
  province: '浙江省',
  city: '杭州市',
  town: '余杭区',
  open_address_id: 'OPEN-ADDR-DEMO-1',
  order_tag_list: [{ name: 'no_trace_delivery', value: 1 }],
  step_order_info: null,
  gift_list: [{ goods_id: 880000000099, sku_id: 990000000099, goods_name: '赠品袜子', goods_count: 1 }],
  item_list: [
    {
      goods_id: 880000000001,
      sku_id: 990000000001,
      goods_name: '演示T恤',
      goods_spec: '红色,M',
      goods_count: 2,
      goods_price: '109.00',
      outer_id: 'SKU-A-RED-M',
    },
  ],
}
const ITEM = SAMPLE.item_list[0]!

function decode(changes: Record<string, unknown> = {}): DecodedOrder {
  const body = { order_info_get_response: { order_info: { ...SAMPLE, ...changes } } }
  return decodePinduoduoOrder(new TextEncoder().encode(JSON.stringify(body)), 'demo')
}

function snapshot(changes: Record<string, unknown> = {}): OrderSnapshot {
  const decoded = decode(changes)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}

const problemField = (changes: Record<string, unknown>): string | null => {
  const decoded = decode(changes)
  return decoded.ok ? null : decoded.problem.field
}

/** What the lines and the freight leave unexplained of the price. */
const gapFen = ({ lines, freightFen, payableFen }: OrderSnapshot): number =>
  payableFen - freightFen - lines!.reduce((sum, line) => sum + line.payableFen, 0)

test('the documented sample', () => {
  expect(snapshot()).toMatchObject({
    key: { channel: 'pinduoduo', shop: 'demo', platformOrderId: '260618-000000000000001' },
    version: Date.parse('2026-06-18T09:21:35+08:00'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    payableFen: 18_800,
    legs: [{ leg: 'whole', paidFen: 18_800, paidAt: Date.parse('2026-06-18T09:01:20+08:00') }],
    lines: [
      {
        platformLineId: '260618-000000000000001:990000000001:1',
        skuCode: 'SKU-A-RED-M',
        platformSkuId: '990000000001',
        quantity: 2,
        listFen: 21_800,
        sellerDiscountFen: 2_000,
        platformSubsidyFen: 1_000,
        payableFen: 18_800,
      },
      { platformLineId: '260618-000000000000001:gift:990000000099:1', quantity: 1, payableFen: 0 },
    ],
    receiver: { name: '张**', district: '余杭区', token: 'OPEN-ADDR-DEMO-1', masked: true, memo: '请尽快发货' },
  })
})

describe('states', () => {
  test.each([
    [{ order_status: 2 }, { platformState: 'open', refunding: false }],
    [{ order_status: 3 }, { platformState: 'completed' }],
    [{ refund_status: 2 }, { platformState: 'open', refunding: true }],
    [{ refund_status: 3 }, { platformState: 'open', refunding: true }],
    [{ refund_status: 4 }, { platformState: 'closed', refunding: false }],
    [
      { order_status: 2, refund_status: 4 },
      { platformState: 'open', refunding: false },
    ],
    [{ confirm_status: 2 }, { platformState: 'closed' }],
    [{ group_status: 2 }, { platformState: 'closed' }],
    [{ risk_control_status: 1 }, { platformState: 'open', shippingForbidden: true }],
    [{ group_status: 0 }, { shippingForbidden: true }],
    [{ order_tag_list: [{ name: 'ship_hold', value: 1 }] }, { shippingForbidden: true }],
    [{ order_tag_list: [{ name: 'ship_hold', value: 0 }] }, { shippingForbidden: false }],
  ])('%o', (changes, expected) => expect(snapshot(changes)).toMatchObject(expected))

  test('nothing is left to ship of what is shipped or closed', () => {
    for (const changes of [{ order_status: 2 }, { order_status: 3 }, { refund_status: 4 }])
      expect(snapshot(changes).lines!.map((line) => line.cancelledQuantity)).toEqual([2, 1])
  })
  test.each(['order_status', 'refund_status', 'risk_control_status', 'confirm_status', 'group_status', 'trade_type'])(
    'an unknown %s is a problem, never a guess',
    (name) => {
      expect(problemField({ [name]: 9 })).toBe(name)
    },
  )
  test('a review that is not told of could be one', () => {
    expect(problemField({ risk_control_status: undefined })).toBe('risk_control_status')
  })
})

describe('money', () => {
  test('is read as text and as number', () => {
    expect(snapshot({ pay_amount: 188, discount_amount: 30, postage: 0 })).toEqual(snapshot())
  })
  test('shares sum exactly, whatever they round to', () => {
    const item = { ...ITEM, goods_count: 1, goods_price: '33.33' }
    const money = { discount_amount: '0.01', seller_discount: '0.01', platform_discount: '0.00' }
    const order = snapshot({ ...money, item_list: [item, item, item], pay_amount: '105.98', postage: '6.00' })
    expect(order).toMatchObject({ freightFen: 600 })
    expect(gapFen(order)).toBe(0)
    expect(new Set(order.lines!.map(({ platformLineId }) => platformLineId)).size).toBe(4)
  })
  test('a changed price is accepted where it explains the sum', () => {
    for (const pay_amount of ['183.00', '193.00'])
      expect(gapFen(snapshot({ pay_amount, order_change_amount: '5.00' }))).toBe(0)
  })
  test('a sum that nothing explains stays visible', () => {
    expect(gapFen(snapshot({ pay_amount: '180.00' }))).toBe(-800)
  })
  test.each(['1e3', '-1.00', '1.005', ''])('%j is no amount', (pay_amount) =>
    expect(problemField({ pay_amount })).toBe('pay_amount'),
  )
})

describe('a deposit order', () => {
  const step = (status: number): Record<string, unknown> => ({
    trade_type: 1,
    step_order_info: { advanced_paid_fee: 50.0, step_paid_fee: 138.0, step_trade_status: status },
  })
  test.each([
    [0, [0, 0]],
    [1, [5_000, 0]],
    [2, [5_000, 13_800]],
  ])('at step %i', (status, paid) => {
    const { legs } = snapshot(step(status))
    expect(legs.map(({ leg, payableFen }) => [leg, payableFen])).toEqual([
      ['deposit', 5_000],
      ['balance', 13_800],
    ])
    expect(legs.map(({ paidFen }) => paidFen)).toEqual(paid)
  })
  test('without its parts is a problem', () => {
    expect(problemField({ trade_type: 1, step_order_info: null })).toBe('step_order_info')
  })
})

describe('what is missing', () => {
  test.each([undefined, null, []])('lines %o are absent, not none', (item_list) => {
    expect(snapshot({ item_list }).lines).toBeNull()
  })
  test('a receiver without its token is none', () => {
    expect(snapshot({ open_address_id: '' }).receiver).toBeNull()
  })
  test.each(['0000-00-00 00:00:00', '9999-12-31 00:00:00', '', 1_781_746_200])('updated_at %j is a problem', (time) =>
    expect(problemField({ updated_at: time })).toBe('updated_at'),
  )
  test('ids beyond a float keep their digits', () => {
    const text = JSON.stringify({ order_info_get_response: { order_info: SAMPLE } })
    const raw = new TextEncoder().encode(text.replace('990000000001,', '9900000000012345679,'))
    expect(decodePinduoduoOrder(raw, 'demo')).toMatchObject({
      snapshot: { lines: [{ platformSkuId: '9900000000012345679' }, {}] },
    })
  })
})
