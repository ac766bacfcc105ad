import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeJdOrder } from './decode-order.ts'

const NO_TIME = '0001-01-01 00:00:00'

/** The reference's constructed sample: two SKUs, a reduction of the shop, ciphertext for a receiver. */
const SAMPLE = {
  orderId: '290000000001',
  orderType: '22',
  payType: '4-在线支付',
  orderState: 'WAIT_SELLER_STOCK_OUT',
  orderStartTime: '2026-06-18 09:01:10',
  paymentConfirmTime: '2026-06-18 09:02:00',
  orderEndTime: NO_TIME,
  modified: '2026-06-18 09:21:35',
  orderTotalPrice: '218.00',
  sellerDiscount: '30.00',
  orderSellerPrice: '188.00',
  freightPrice: '0.00',
  orderPayment: '188.00',
  actualPay: '188.00',
  orderRemark: '请尽快发货',
  venderRemark: '',
  waybill: '',
  logisticsId: '',
  storeOrder: '',
  pin: 'demo_pin_1',
  open_id_buyer: 'oidDEMO0001',
  consigneeInfo: {
    fullname: '',
    mobile: '',
    fullAddress: '',
    encrypt_fullname: 'ENC(demo-name)',
    encrypt_mobile: 'ENC(demo-mobile)',
    encrypt_telephone: '',
    encrypt_fullAddress: 'ENC(demo-address)',
    province: '浙江',
    city: '杭州市',
    county: '余杭区',
    town: '',
  },
  itemInfoList: [
    { skuId: '100000000001', skuName: '演示T恤 红色 M', outerSkuId: 'SKU-A-RED-M', jdPrice: '99.00', itemTotal: '1' },
    { skuId: '100000000009', skuName: '演示短裤 黑色', outerSkuId: 'SKU-B-01', jdPrice: '119.00', itemTotal: '1' },
  ],
  couponDetailList: [{ skuId: '', couponType: '100-店铺优惠', couponPrice: '30.00' }],
}
const SHIRT = SAMPLE.itemInfoList[0]!
const SHORTS = SAMPLE.itemInfoList[1]!

function decode(changes: Record<string, unknown> = {}, envelope = 'jingdong_pop_order_enGet_responce'): DecodedOrder {
  const orderDetailInfo = { apiResult: { success: true }, orderInfo: { ...SAMPLE, ...changes } }
  const body = { [envelope]: { code: '0', orderDetailInfo } }
  return decodeJdOrder(new TextEncoder().encode(JSON.stringify(body)), 'demo')
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
  const order = snapshot()
  expect(order).toMatchObject({
    key: { channel: 'jd', shop: 'demo', platformOrderId: '290000000001' },
    version: Date.parse('2026-06-18T09:21:35+08:00'),
    placedAt: Date.parse('2026-06-18T09:01:10+08:00'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    payableFen: 18_800,
    legs: [{ leg: 'whole', paidFen: 18_800, paidAt: Date.parse('2026-06-18T09:02:00+08:00') }],
    lines: [
      { platformLineId: '290000000001:100000000001:1', skuCode: 'SKU-A-RED-M', listFen: 9_900, payableFen: 8_537 },
      { platformLineId: '290000000001:100000000009:1', skuCode: 'SKU-B-01', listFen: 11_900, payableFen: 10_263 },
    ],
    receiver: { province: '浙江省', district: '余杭区', masked: true, buyer: 'oidDEMO0001', memo: '请尽快发货' },
  })
  expect(order.lines!.map((line) => line.sellerDiscountFen + line.payableFen)).toEqual([9_900, 11_900])
  expect(gapFen(order)).toBe(0)
})

test('the envelope is spelled with a c, and read no other way', () => {
  const decoded = decode({}, 'jingdong_pop_order_enGet_response')
  expect(decoded).toMatchObject({ ok: false, problem: { field: 'jingdong_pop_order_enGet_responce' } })
})

describe('states', () => {
  const open = { platformState: 'open', refunding: false, shippingForbidden: false }
  const paused = { ...open, shippingForbidden: true }
  test.each([
    ['WAIT_SELLER_STOCK_OUT', open, 0],
    ['WAIT_SELLER_DELIVERY', open, 0],
    ['WAIT_GOODS_RECEIVE_CONFIRM', open, 1],
    ['PAUSE', paused, 0],
    ['POP_ORDER_PAUSE', paused, 0],
    ['WAIT_SEND_CODE', paused, 0],
    ['LOCKED', { ...paused, refunding: true }, 0],
    ['FINISHED_L', { platformState: 'completed' }, 1],
    ['TRADE_CANCELED', { platformState: 'closed' }, 1],
    ['SEND_TO_DISTRIBUTION_CENER', open, 1],
  ])('%s', (orderState, expected, cancelledQuantity) => {
    expect(snapshot({ orderState })).toMatchObject({ ...expected, lines: [{ cancelledQuantity }, {}] })
  })
  test.each(['NOT_PAY', 'WAIT_DELIVERY', 'LOCK', 'locked', '', null])(
    '%j is of another family, or none',
    (orderState) => expect(problemField({ orderState })).toBe('orderState'),
  )
  test('locked on its way leaves nothing to ship', () => {
    const order = snapshot({ orderState: 'LOCKED', waybill: 'SF1', logisticsId: '467' })
    expect(order.lines!.map(({ cancelledQuantity }) => cancelledQuantity)).toEqual([1, 1])
  })
  test("an order that JD's warehouse ships, or that is used on the spot, is not ours to ship", () => {
    expect(snapshot({ storeOrder: '京仓订单' })).toMatchObject({ shippingForbidden: true })
    expect(snapshot({ orderType: '75' })).toMatchObject({ shippingForbidden: true })
    expect(problemField({ orderType: '21' })).toBe('orderType')
  })
})

describe('payment', () => {
  test('is what the confirmation says, never the state', () => {
    // Monthly billing and pay-later orders wait to be shipped as well.
    const order = snapshot({ paymentConfirmTime: NO_TIME, actualPay: '0.00' })
    expect(order).toMatchObject({ payableFen: 18_800, legs: [{ payableFen: 18_800, paidFen: 0, paidAt: null }] })
    expect(gapFen(order)).toBe(0)
    expect(snapshot({ paymentConfirmTime: '', shouldPay: '188.00' }).legs[0]!.paidFen).toBe(0)
  })
  test('is not what a field says that nobody maintains any more', () => {
    expect(snapshot({ orderPayment: '1.00' }).legs).toEqual(snapshot().legs)
  })
  test('that is confirmed and not told yet is set aside', () => {
    expect(problemField({ actualPay: undefined })).toBe('actualPay')
    expect(problemField({ actualPay: '' })).toBe('actualPay')
  })
  test.each(['1', '1-货到付款'])('%j is cash on delivery', (payType) =>
    expect(problemField({ payType })).toBe('payType'),
  )
  test('may be older than its order: a gift', () => {
    const paymentConfirmTime = '2026-06-17 09:00:00'
    expect(snapshot({ paymentConfirmTime }).legs[0]!.paidAt).toBe(Date.parse('2026-06-17T09:00:00+08:00'))
  })
})

describe('money', () => {
  test('with freight, and the platform paying a part', () => {
    const couponDetailList = [...SAMPLE.couponDetailList, { skuId: '', couponType: '39-京豆优惠', couponPrice: '8.01' }]
    const order = snapshot({ couponDetailList, freightPrice: '6.00', actualPay: '185.99' })
    expect(order).toMatchObject({ freightFen: 600, payableFen: 18_599 })
    expect(gapFen(order)).toBe(0)
    expect(order.lines!.reduce((sum, line) => sum + line.platformSubsidyFen, 0)).toBe(801)
    expect(order.lines!.reduce((sum, line) => sum + line.sellerDiscountFen, 0)).toBe(3_000)
  })
  test('a coupon that names its SKU reduces that line alone', () => {
    const couponDetailList = [{ skuId: '100000000009', couponType: '30-单品促销', couponPrice: '30.00' }]
    expect(snapshot({ couponDetailList }).lines).toMatchObject([{ payableFen: 9_900 }, { payableFen: 8_900 }])
  })
  test('a sum that nothing explains stays visible', () => {
    expect(gapFen(snapshot({ actualPay: '180.00' }))).toBe(-800)
  })
  test.each(['1e3', '-1.00', '1.005', 'NaN'])('%j is no amount', (actualPay) =>
    expect(problemField({ actualPay })).toBe('actualPay'),
  )
  test.each(['0', '-1', '1.5', '1e9', '', null])('%j is no quantity', (itemTotal) =>
    expect(problemField({ itemInfoList: [{ ...SHIRT, itemTotal }] })).toBe('itemInfoList[0].itemTotal'),
  )
})

test('lines without ids get ones that stay', () => {
  const gift = { ...SHIRT, jdPrice: '0.00' }
  const ids = (itemInfoList: unknown[]): string[] =>
    snapshot({ itemInfoList }).lines!.map(({ platformLineId }) => platformLineId)
  expect(ids([SHIRT, SHORTS, gift])).toEqual([
    '290000000001:100000000001:1',
    '290000000001:100000000009:1',
    '290000000001:100000000001:2',
  ])
  // Another SKU before them moves none of them.
  expect(new Set(ids([SHORTS, SHIRT, gift]))).toEqual(new Set(ids([SHIRT, SHORTS, gift])))
})

describe('what is missing', () => {
  test.each([undefined, null, []])('lines %o are absent, not none', (itemInfoList) => {
    expect(snapshot({ itemInfoList }).lines).toBeNull()
  })
  test.each([null, {}, { ...SAMPLE.consigneeInfo, encrypt_mobile: '' }, { ...SAMPLE.consigneeInfo, province: '' }])(
    'a receiver of %o is none',
    (consigneeInfo) => expect(snapshot({ consigneeInfo }).receiver).toBeNull(),
  )
  test.each([NO_TIME, '9999-12-31 00:00:00', '', 1_781_746_200])('modified %j is a problem', (modified) =>
    expect(problemField({ modified })).toBe('modified'),
  )
})

test('a receiver is told apart by its ciphertext, whole and in order, or by its OAID', () => {
  const tokenOf = (changes: Record<string, string>): string =>
    snapshot({ consigneeInfo: { ...SAMPLE.consigneeInfo, ...changes } }).receiver!.token!
  expect(tokenOf({})).toBe(tokenOf({}))
  expect(tokenOf({}).length).toBeLessThan(129)
  expect(tokenOf({ encrypt_fullAddress: 'ENC(another)' })).not.toBe(tokenOf({}))
  const [a, b] = [SAMPLE.consigneeInfo.encrypt_fullname, SAMPLE.consigneeInfo.encrypt_mobile]
  expect(tokenOf({ encrypt_fullname: a + b, encrypt_mobile: 'x' })).not.toBe(tokenOf({ encrypt_mobile: `${b}x` }))
  expect(tokenOf({ oaid: 'OAID-1' })).toBe('OAID-1')
})
