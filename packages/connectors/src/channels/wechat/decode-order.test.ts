import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeWechatOrder } from './decode-order.ts'

/** The reference's constructed sample. */
const PRODUCT = {
  product_id: '100001',
  sku_id: '200001',
  sku_cnt: 2,
  sale_price: 9_950,
  real_price: 19_900,
  market_price: 12_900,
  title: '折叠雨伞',
  sku_code: 'SKU-A-01',
  sku_attrs: [{ attr_key: '颜色', attr_value: '黑色' }],
  out_sku_id: '',
  on_aftersale_sku_cnt: 0,
  finish_aftersale_sku_cnt: 0,
}
const ADDRESS = {
  user_name: '张三',
  province_name: '浙江省',
  city_name: '杭州市',
  county_name: '余杭区',
  detail_info: '测试街2号',
  house_number: '301',
  tel_number: '13000000002',
  hash_code: 'h1',
}
const DELIVERY = { address_info: ADDRESS, deliver_method: 0, delivery_product_info: [] as unknown[], ship_done_time: 0 }
const DETAIL = {
  product_infos: [PRODUCT] as unknown[],
  price_info: { product_price: 19_900, order_price: 19_900, freight: 0, discounted_price: 0 },
  pay_info: { transaction_id: '4200000000202611200000000001', pay_time: 1_795_158_060 as unknown },
  delivery_info: DELIVERY as unknown,
  ext_info: { customer_notes: '请尽快', merchant_notes: '' },
}
const SAMPLE = {
  order_id: '3705115058471208928' as unknown,
  openid: 'OPENID0001',
  create_time: 1_795_158_000 as unknown,
  update_time: 1_795_158_060 as unknown,
  status: 20 as unknown,
  aftersale_detail: { on_aftersale_order_cnt: 0, aftersale_order_list: [] },
}

type Changes = Partial<typeof SAMPLE> & { detail?: Partial<typeof DETAIL> }

function decode({ detail, ...changes }: Changes = {}): DecodedOrder {
  const order = { ...SAMPLE, ...changes, order_detail: { ...DETAIL, ...detail } }
  return decodeWechatOrder(Buffer.from(JSON.stringify({ errcode: 0, errmsg: 'ok', order })), 'demo')
}

function snapshot(changes: Changes = {}): OrderSnapshot {
  const decoded = decode(changes)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}

const problemField = (changes: Changes): string | null => {
  const decoded = decode(changes)
  return decoded.ok ? null : decoded.problem.field
}
const left = (changes: Changes): number[] =>
  snapshot(changes).lines!.map(({ quantity, cancelledQuantity }) => quantity - cancelledQuantity)
const parcel = (product_cnt: number): unknown => ({
  waybill_id: 'SF1',
  delivery_id: 'SF',
  product_infos: [{ product_id: '100001', sku_id: '200001', product_cnt }],
})

test('the documented sample', () => {
  expect(snapshot()).toMatchObject({
    key: { channel: 'wechat', shop: 'demo', platformOrderId: '3705115058471208928' },
    version: 1_795_158_060_000,
    placedAt: 1_795_158_000_000,
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    freightFen: 0,
    payableFen: 19_900,
    legs: [{ leg: 'whole', payableFen: 19_900, paidFen: 19_900, paidAt: 1_795_158_060_000 }],
    lines: [
      {
        platformLineId: '3705115058471208928:200001:1',
        skuCode: 'SKU-A-01',
        platformSkuId: '200001',
        title: '折叠雨伞 黑色',
        quantity: 2,
        cancelledQuantity: 0,
        listFen: 19_900,
        payableFen: 19_900,
      },
    ],
    receiver: {
      name: '张三',
      phone: '13000000002',
      address: '测试街2号301',
      district: '余杭区',
      token: null,
      buyer: 'OPENID0001',
      memo: '请尽快',
      masked: false,
    },
  })
})

test('an id that came as a number keeps every digit', () => {
  const text = JSON.stringify({ order: { ...SAMPLE, order_detail: DETAIL } })
  const raw = Buffer.from(text.replace('"3705115058471208928"', '3705115058471208929'))
  const decoded = decodeWechatOrder(raw, 'demo')
  expect(decoded.ok && decoded.snapshot.key.platformOrderId).toBe('3705115058471208929')
})

describe('states', () => {
  const unpaid = { detail: { pay_info: { transaction_id: '', pay_time: 0 } } }
  test.each([
    [
      { status: 10, ...unpaid },
      { platformState: 'open', legs: [{ paidFen: 0, paidAt: null }] },
    ],
    [{ status: 12 }, { platformState: 'open', shippingForbidden: true, legs: [{ paidFen: 19_900 }] }],
    [{ status: 13 }, { platformState: 'open', shippingForbidden: true }],
    [{ status: 20 }, { platformState: 'open', shippingForbidden: false }],
    [{ status: 21 }, { platformState: 'open' }],
    [{ status: 30 }, { platformState: 'open', lines: [{ cancelledQuantity: 2 }] }],
    [{ status: 100 }, { platformState: 'completed', lines: [{ cancelledQuantity: 2 }] }],
    [{ status: 200 }, { platformState: 'closed', lines: [{ cancelledQuantity: 2 }] }],
    [
      { status: 250, ...unpaid },
      { platformState: 'closed', legs: [{ paidFen: 0 }] },
    ],
    [{ status: 250 }, { platformState: 'closed', legs: [{ paidFen: 19_900 }] }],
  ])('%o', (changes, expected) => expect(snapshot(changes)).toMatchObject(expected))

  test.each([14, 0, '20', null])('an unknown one, %o, is a problem', (status) =>
    expect(problemField({ status })).toBe('order.status'),
  )
  test('a paid one without its time of payment is a problem', () =>
    expect(problemField(unpaid)).toBe('order.order_detail.pay_info.pay_time'))
  test('an open after-sale is a refund being asked for, until the order is closed', () => {
    const aftersale_detail = { on_aftersale_order_cnt: 1, aftersale_order_list: [] }
    expect(snapshot({ aftersale_detail }).refunding).toBe(true)
    expect(snapshot({ aftersale_detail, status: 200 }).refunding).toBe(false)
  })
})

describe('times are seconds', () => {
  test.each([1_795_158_060_000, 0, -1, 253_402_300_799, '2026-11-20 12:00:00'])('%o is refused', (update_time) =>
    expect(problemField({ update_time })).toBe('order.update_time'),
  )
})

describe('lines', () => {
  test('of one SKU twice have two ids', () => {
    const ids = snapshot({ detail: { product_infos: [PRODUCT, PRODUCT] } }).lines!.map((line) => line.platformLineId)
    expect(ids).toEqual(['3705115058471208928:200001:1', '3705115058471208928:200001:2'])
  })
  test('cost what the buyer pays for them as a whole', () => {
    const product_infos = [{ ...PRODUCT, real_price: 18_900 }]
    const price_info = { product_price: 19_900, order_price: 19_500, freight: 600, discounted_price: 1_000 }
    const { lines, freightFen, payableFen } = snapshot({ detail: { product_infos, price_info } })
    expect(lines).toMatchObject([{ listFen: 19_900, sellerDiscountFen: 1_000, payableFen: 18_900 }])
    expect(lines![0]!.payableFen + freightFen).toBe(payableFen)
  })
  test('left are those neither in a parcel nor given back', () => {
    const back = { ...PRODUCT, finish_aftersale_sku_cnt: 1 }
    const shipped = { ...DELIVERY, delivery_product_info: [parcel(1)] }
    expect(left({ detail: { product_infos: [back] } })).toEqual([1])
    expect(left({ status: 21, detail: { delivery_info: shipped } })).toEqual([1])
    // One shipped and given back, one still to ship.
    expect(left({ status: 21, detail: { product_infos: [back], delivery_info: shipped } })).toEqual([1])
    expect(left({ status: 21, detail: { product_infos: [PRODUCT, PRODUCT], delivery_info: shipped } })).toEqual([1, 2])
  })
  test('that are absent or empty are missing, not none', () => {
    for (const product_infos of [[], undefined])
      expect(snapshot({ detail: { product_infos: product_infos as unknown[] } }).lines).toBeNull()
  })
  test.each([0, -1, 1.5, '2', 1e9, null])('a quantity of %o is a problem', (sku_cnt) =>
    expect(problemField({ detail: { product_infos: [{ ...PRODUCT, sku_cnt }] } })).toBe(
      'order.order_detail.product_infos[0].sku_cnt',
    ),
  )
  test.each([-1, 99.5, '19900', 1e12])('a price of %o is a problem', (real_price) =>
    expect(problemField({ detail: { product_infos: [{ ...PRODUCT, real_price }] } })).toMatch(/real_price$/),
  )
})

test('an order of nothing to pay needs no time of payment', () => {
  const price_info = { product_price: 0, order_price: 0, freight: 0, discounted_price: 0 }
  const free = { price_info, pay_info: { transaction_id: '', pay_time: 0 } }
  expect(snapshot({ detail: free }).legs).toEqual([{ leg: 'whole', payableFen: 0, paidFen: 0, paidAt: null }])
})

describe('a receiver', () => {
  const receiver = (changes: object): OrderSnapshot['receiver'] =>
    snapshot({ detail: { delivery_info: { ...DELIVERY, address_info: { ...ADDRESS, ...changes } } } }).receiver
  test('that is masked carries the platform’s token', () =>
    expect(receiver({ user_name: '张*', tel_number: '130****0002' })).toMatchObject({ masked: true, token: 'h1' }))
  test('masked without a token, or without a province, is none', () => {
    expect(receiver({ user_name: '张*', hash_code: '' })).toBeNull()
    expect(receiver({ province_name: '' })).toBeNull()
    expect(snapshot({ detail: { delivery_info: undefined } }).receiver).toBeNull()
  })
  test('has its province spelt as everywhere', () =>
    expect(receiver({ province_name: '上海市' })?.province).toBe('上海'))
  test('is told in no problem', () => {
    const decoded = decode({ detail: { delivery_info: { ...DELIVERY, address_info: { ...ADDRESS, user_name: {} } } } })
    expect(JSON.stringify(!decoded.ok && decoded.problem)).not.toMatch(/13000000002|测试街/)
  })
})
