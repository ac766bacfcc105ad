import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeYouzanOrder } from './decode-order.ts'
import { ORDER_STATUSES } from './statuses.ts'

/** The reference's constructed sample. */
const LINE = {
  oid: '1600000000000000001',
  item_id: 100001,
  sku_id: 200001,
  title: '折叠雨伞',
  num: 2,
  price: '99.50',
  total_fee: '199.00',
  payment: '199.00',
  outer_item_id: 'ITEM-A',
  outer_sku_id: 'SKU-A-01',
  sku_properties_name: '[{"k":"颜色","v":"黑色"}]',
}
const INFO = {
  tid: 'E20261120160000000000001',
  status: 'WAIT_SELLER_SEND_GOODS',
  status_str: '待发货',
  type: 0,
  created: '2026-11-20 15:58:00',
  update_time: '2026-11-20 15:59:00',
  pay_time: '2026-11-20 15:59:00',
  consign_time: '',
  success_time: '',
  refund_state: 0,
  express_type: 0,
  close_type: 0,
}
const ADDRESS = {
  receiver_name: '张三',
  receiver_tel: '13000000002',
  delivery_province: '浙江省',
  delivery_city: '杭州市',
  delivery_district: '余杭区',
  delivery_address: '测试街2号',
}
const PAY = { total_fee: '199.00', post_fee: '0.00', payment: '199.00', deduction_pay: 19_900 }

interface Changes {
  info?: Record<string, unknown>
  pay?: Record<string, unknown>
  address?: Record<string, unknown> | null
  lines?: unknown[]
  data?: Record<string, unknown>
}

const body = ({ info, pay, address, lines, data }: Changes = {}) => ({
  code: 200,
  success: true,
  trace_id: 'yz7-0001',
  data: {
    full_order_info: {
      order_info: { ...INFO, ...info },
      buyer_info: { yz_open_id: 'yzopen0001', buyer_phone: '130****0002' },
      address_info: address === null ? null : { ...ADDRESS, ...address },
      pay_info: { ...PAY, ...pay },
      orders: lines ?? [LINE],
      remark_info: { buyer_message: '快点', trade_memo: '老客' },
    },
    refund_order: [],
    delivery_order: [],
    ...data,
  },
})
const decode = (changes?: Changes): DecodedOrder =>
  decodeYouzanOrder(new TextEncoder().encode(JSON.stringify(body(changes))), 'demo')

function snapshot(changes?: Changes): OrderSnapshot {
  const decoded = decode(changes)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}
const problem = (changes: Changes): string | null => {
  const decoded = decode(changes)
  return decoded.ok ? null : decoded.problem.field
}
/** What the lines and the freight leave unexplained of the price. */
const gapFen = ({ lines, freightFen, payableFen }: OrderSnapshot): number =>
  payableFen - freightFen - lines!.reduce((sum, line) => sum + line.payableFen, 0)

test('the documented sample', () => {
  expect(snapshot()).toEqual({
    key: { channel: 'youzan', shop: 'demo', platformOrderId: 'E20261120160000000000001' },
    version: Date.parse('2026-11-20T15:59:00+08:00'),
    placedAt: Date.parse('2026-11-20T15:58:00+08:00'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    currency: 'CNY',
    freightFen: 0,
    payableFen: 19_900,
    legs: [{ leg: 'whole', payableFen: 19_900, paidFen: 19_900, paidAt: Date.parse('2026-11-20T15:59:00+08:00') }],
    lines: [
      {
        platformLineId: '1600000000000000001',
        skuCode: 'SKU-A-01',
        platformSkuId: '200001',
        title: '折叠雨伞 黑色',
        quantity: 2,
        cancelledQuantity: 0,
        listFen: 19_900,
        sellerDiscountFen: 0,
        platformSubsidyFen: 0,
        payableFen: 19_900,
      },
    ],
    receiver: {
      name: '张三',
      phone: '13000000002',
      address: '测试街2号',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      token: null,
      buyer: 'yzopen0001',
      memo: '快点\n老客',
      masked: false,
    },
  })
})

test('an answer of an older version says the same', () => {
  const { data } = body()
  const decoded = decodeYouzanOrder(new TextEncoder().encode(JSON.stringify({ response: data })), 'demo')
  expect(decoded.ok && decoded.snapshot).toEqual(snapshot())
})

describe('statuses', () => {
  test('every documented one is read, any other is a problem', () => {
    for (const status of ORDER_STATUSES) expect(problem({ info: { status } })).toBeNull()
    expect(problem({ info: { status: 'TRADE_REFUND' } })).toBe('order_info.status') // A filter, never a status.
    expect(problem({ info: { express_type: 3 } })).toBe('order_info.express_type')
    expect(problem({ info: { refund_state: 3 } })).toBe('order_info.refund_state')
  })
  test.each([
    ['WAIT_BUYER_PAY', 'open', false, 0],
    ['TRADE_PAID', 'open', true, 0],
    ['WAIT_CONFIRM', 'open', true, 0],
    ['WAIT_BUYER_CONFIRM_GOODS', 'open', false, 2],
    ['TRADE_SUCCESS', 'completed', false, 2],
    ['TRADE_CLOSED', 'closed', false, 2],
  ])('%s', (...[status, platformState, shippingForbidden, cancelledQuantity]) => {
    expect(snapshot({ info: { status } })).toMatchObject({
      platformState,
      shippingForbidden,
      lines: [{ cancelledQuantity }],
    })
  })
  test('not paid has an empty time of payment', () => {
    const unpaid = snapshot({ info: { status: 'WAIT_BUYER_PAY', pay_time: '' } })
    expect(unpaid.legs).toEqual([{ leg: 'whole', payableFen: 19_900, paidFen: 0, paidAt: null }])
  })
  test('what is collected or delivered in town never leaves with a carrier; what is virtual has nothing to ship', () => {
    for (const express_type of [1, 2]) expect(snapshot({ info: { express_type } }).shippingForbidden).toBe(true)
    expect(snapshot({ info: { express_type: 9 } }).lines).toMatchObject([{ cancelledQuantity: 2 }])
  })
  test.each(['2026-11-20', '2026-02-30 00:00:00', '9999-12-31 00:00:00', 1_795_161_540_000, ''])(
    '%j is no time',
    (time) => {
      expect(problem({ info: { update_time: time } })).toBe('order_info.update_time')
    },
  )
})

describe('money', () => {
  const two = (first: string, second: string) => [
    { ...LINE, num: 1, payment: first },
    { ...LINE, oid: '1600000000000000002', num: 1, payment: second },
  ]
  test('lines that hold their share of the delivery give it back, to the last fen', () => {
    const order = snapshot({ pay: { post_fee: '10.01', payment: '199.00' }, lines: two('66.33', '132.67') })
    expect(order.freightFen).toBe(1_001)
    expect(gapFen(order)).toBe(0)
    expect(order.lines!.map(({ payableFen }) => payableFen)).toEqual([6_300, 12_599])
  })
  test('lines that do not hold it stay', () => {
    const order = snapshot({ pay: { post_fee: '10.00', payment: '209.00' }, lines: two('99.50', '99.50') })
    expect(gapFen(order)).toBe(0)
    expect(order.lines!.map(({ payableFen }) => payableFen)).toEqual([9_950, 9_950])
  })
  test('what neither explains stays unexplained: the order will be held', () => {
    expect(gapFen(snapshot({ pay: { payment: '180.00' } }))).toBe(-1_900)
  })
  test('yuan as text, never fen: what a gift card paid stands in fen beside it', () => {
    for (const payment of ['199.001', 199, '', '1e3', '-1.00', '１９９'])
      expect(problem({ pay: { payment } })).toBe('pay_info.payment')
    expect(problem({ lines: [{ ...LINE, payment: 19_900 }] })).toBe('full_order_info.orders[0].payment')
    expect(snapshot({ pay: { deduction_pay: 1 } })).toEqual(snapshot())
  })
})

describe('refunds', () => {
  const refund = (refund_state: number, refund_fee = '199.00', oids: unknown[] = [{ oid: LINE.oid }]) => ({
    data: { refund_order: [{ refund_id: '1', refund_state, refund_fee, oids }] },
  })
  test.each([
    [1, true],
    [10, false],
    [20, true],
    [30, true],
    [40, false],
    [50, false],
    [60, false],
  ])('in state %i is open: %s', (state, isOpen) => expect(snapshot(refund(state)).refunding).toBe(isOpen))

  test('of a state nobody told us of are a problem', () =>
    expect(problem(refund(70))).toBe('refund_order.refund_state'))
  test('that are told of the order only hold it too', () => {
    for (const refund_state of [1, 11]) expect(snapshot({ info: { refund_state } }).refunding).toBe(true)
    expect(snapshot({ info: { refund_state: 11, status: 'TRADE_CLOSED' } }).refunding).toBe(false)
  })
  test('take their lines off when the whole price went back, not for a difference in price', () => {
    expect(snapshot(refund(60)).lines).toMatchObject([{ cancelledQuantity: 2 }])
    expect(snapshot(refund(60, '5.00')).lines).toMatchObject([{ cancelledQuantity: 0 }])
    expect(snapshot(refund(60, '199.00', [LINE.oid])).lines).toMatchObject([{ cancelledQuantity: 2 }])
    expect(snapshot(refund(30)).lines).toMatchObject([{ cancelledQuantity: 0 }])
  })
})

describe('lines', () => {
  test('that left with a parcel have nothing to ship, others wait', () => {
    const lines = [LINE, { ...LINE, oid: '1600000000000000002' }]
    const delivery = (express_state: number) => ({ delivery_order: [{ express_state, oids: [{ oid: LINE.oid }] }] })
    const left = (state: number) =>
      snapshot({ lines, pay: { payment: '398.00' }, data: delivery(state) }).lines!.map(
        (line) => line.cancelledQuantity,
      )
    expect(left(1)).toEqual([2, 0])
    expect(left(0)).toEqual([0, 0])
  })
  test('ids of 19 digits keep each of them, as numbers too', () => {
    const text = JSON.stringify(body()).replace('"1600000000000000001"', '1600000000000000001')
    const decoded = decodeYouzanOrder(Buffer.from(text), 'demo')
    expect(decoded.ok && decoded.snapshot.lines?.[0]?.platformLineId).toBe('1600000000000000001')
  })
  test('of an item without choices are known by the item', () => {
    for (const sku_id of [0, null, undefined])
      expect(snapshot({ lines: [{ ...LINE, sku_id, outer_sku_id: '' }] }).lines).toMatchObject([
        { platformSkuId: '100001', skuCode: 'ITEM-A' },
      ])
  })
  test.each([0, 1.5, '2', 1e9, -1])('of %j pieces are a problem', (num) => {
    expect(problem({ lines: [{ ...LINE, num }] })).toBe('full_order_info.orders[0].num')
  })
  test('with properties nobody can parse are shown without', () => {
    for (const sku_properties_name of ['', '{', 'null', '[1]', null])
      expect(snapshot({ lines: [{ ...LINE, sku_properties_name }] }).lines).toMatchObject([{ title: '折叠雨伞' }])
  })
})

test('no lines and no address are null, never empty', () => {
  expect(snapshot({ lines: [], address: null })).toMatchObject({ lines: null, receiver: null })
  expect(snapshot({ address: { delivery_province: '' } }).receiver).toBeNull()
})

test('a problem never tells the receiver', () => {
  const decoded = decode({ address: { receiver_tel: ['13000000002'] } })
  expect(decoded.ok).toBe(false)
  expect(JSON.stringify(decoded.ok ? {} : decoded.problem)).not.toContain('1300')
})
