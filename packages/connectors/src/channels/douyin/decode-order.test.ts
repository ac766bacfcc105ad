import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeDouyinOrder } from './decode-order.ts'

const LINE = {
  order_id: '6900000000000000002',
  parent_order_id: '6900000000000000001',
  order_status: 2,
  main_status: 2,
  product_id_str: '3600000000000000001',
  sku_id: '1700000000000000001',
  out_sku_id: 'SKU-A-RED-M',
  code: 'SKU-A-RED-M',
  product_name: '演示T恤',
  spec: [
    { name: '颜色', value: '红色' },
    { name: '尺码', value: 'M' },
  ],
  item_num: 1,
  origin_amount: 9_900,
  sum_amount: 9_900,
  pay_amount: 9_400,
  promotion_amount: 500,
  pre_sale_type: 0,
  after_sale_info: { after_sale_status: 0, after_sale_type: 0, refund_status: 0 },
  given_product_type: '',
}
const OTHER = { ...LINE, order_id: '6900000000000000003', sku_id: '1700000000000000009', code: 'SKU-B-01' }

/** The reference's constructed sample: two lines, reductions of shop and platform, a masked receiver. */
const SAMPLE = {
  order_id: '6900000000000000001',
  shop_id: 1_000_001,
  open_id: 'openDEMO1',
  order_status: 2,
  main_status: 2,
  order_type: 0,
  trade_type: 0,
  create_time: 1_781_744_463,
  pay_time: 1_781_744_520,
  update_time: 1_781_746_000,
  finish_time: 0,
  order_amount: 19_800,
  pay_amount: 18_800,
  promotion_amount: 1_000,
  promotion_shop_amount: 700,
  promotion_platform_amount: 300,
  promotion_pay_amount: 0,
  post_amount: 0,
  buyer_words: '请尽快发货',
  seller_words: '',
  encrypt_post_receiver: '#dE==#名#',
  encrypt_post_tel: '$dE==$tel$',
  post_receiver: '张*',
  mask_post_receiver: '张*',
  mask_post_tel: '1**********',
  post_addr: {
    province: { name: '浙江省', id: '33' },
    city: { name: '杭州市', id: '330100' },
    town: { name: '余杭区', id: '330110' },
    street: { name: '某街道', id: '330110001' },
    detail: '某***1号',
    encrypt_detail: '#dE==#址#',
  },
  logistics_info: [] as unknown[],
  sku_order_list: [LINE, OTHER],
  order_phase_list: [] as unknown[],
}

/** Ids of SKUs are numbers of 19 digits on the wire. */
const bytesOf = (order: unknown): Uint8Array => {
  const text = JSON.stringify({ code: 10_000, data: { shop_order_detail: order } })
  return new TextEncoder().encode(text.replaceAll(/"sku_id":"(\d+)"/g, '"sku_id":$1'))
}
const decode = (changes: Record<string, unknown> = {}): DecodedOrder =>
  decodeDouyinOrder(bytesOf({ ...SAMPLE, ...changes }), 'demo')

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
    key: { channel: 'douyin', shop: 'demo', platformOrderId: '6900000000000000001' },
    version: 1_781_746_000_000,
    placedAt: 1_781_744_463_000,
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    freightFen: 0,
    payableFen: 18_800,
    legs: [{ leg: 'whole', payableFen: 18_800, paidFen: 18_800, paidAt: 1_781_744_520_000 }],
    lines: [
      {
        platformLineId: '6900000000000000002',
        platformSkuId: '1700000000000000001',
        skuCode: 'SKU-A-RED-M',
        title: '演示T恤 红色 M',
        listFen: 9_900,
        payableFen: 9_400,
      },
      { platformLineId: '6900000000000000003', platformSkuId: '1700000000000000009' },
    ],
    receiver: { name: '张*', province: '浙江省', district: '余杭区', address: '某街道某***1号', masked: true },
  })
  expect(gapFen(order)).toBe(0)
})

describe('states', () => {
  test.each([
    [
      { order_status: 1, pay_time: 0 },
      { platformState: 'open', legs: [{ paidFen: 0 }] },
    ],
    [{ order_status: 105 }, { platformState: 'open', shippingForbidden: true }],
    [{ order_status: 101 }, { platformState: 'open', shippingForbidden: false }],
    [{ order_status: 3 }, { platformState: 'open' }],
    [{ order_status: 4 }, { platformState: 'closed', refunding: false }],
    [
      { order_status: 4, pay_time: 0, pay_type: 0 },
      { platformState: 'closed', legs: [{ paidFen: 0 }] },
    ],
    [{ order_status: 5 }, { platformState: 'completed' }],
    [{ main_status: 21 }, { platformState: 'closed' }],
    [{ order_status: 3, main_status: 22 }, { platformState: 'open' }],
    [{ order_type: 4 }, { shippingForbidden: true }],
  ])('%o', (changes, expected) => expect(snapshot(changes)).toMatchObject(expected))
  test.each(['order_status', 'main_status'])('an unknown %s is a problem, never a guess', (name) => {
    for (const value of [6, '2', null])
      if (name !== 'main_status' || value !== null) expect(problemField({ [name]: value })).toBe(name)
  })
  test('of a line decide what is left of it', () => {
    const cancelled = (changes: Record<string, unknown>, order: Record<string, unknown> = {}): number =>
      snapshot({ ...order, sku_order_list: [{ ...LINE, ...changes }], pay_amount: 9_400 }).lines![0]!.cancelledQuantity
    expect([2, 3, 4, 5].map((order_status) => cancelled({ order_status }))).toEqual([0, 1, 1, 1])
    const product_info = [{ sku_order_id: LINE.order_id, product_count: 2 }]
    const parcels = { logistics_info: [{ tracking_no: 'SF1', company: 'shunfeng', ship_time: 1, product_info }] }
    expect(cancelled({ order_status: 101, item_num: 5 }, parcels)).toBe(2)
  })
})

describe('a refund asked for', () => {
  const refunding = (after_sale_info: Record<string, unknown>): boolean =>
    snapshot({ sku_order_list: [LINE, { ...OTHER, after_sale_info }] }).refunding
  test.each([
    [{ after_sale_status: 6, after_sale_type: 2, refund_status: 1 }, true],
    [{ after_sale_status: 7, after_sale_type: 0, refund_status: 1 }, true],
    [{ after_sale_status: 11, after_sale_type: 0, refund_status: 1 }, true],
    [{ after_sale_status: 12, after_sale_type: 2, refund_status: 2 }, true],
    [{ after_sale_status: 12, after_sale_type: 2, refund_status: 3 }, false],
    [{ after_sale_status: 27, after_sale_type: 2, refund_status: 1 }, false],
    // Taken back by the buyer: its refund status stays at "to come".
    [{ after_sale_status: 28, after_sale_type: 2, refund_status: 1 }, false],
    [{ after_sale_status: 6, after_sale_type: 3, refund_status: 0 }, false], // An exchange,
    [{ after_sale_status: 6, after_sale_type: 6, refund_status: 0 }, false], // price protection.
  ])('%o: %s', (info, expected) => expect(refunding(info)).toBe(expected))
})

describe('money', () => {
  test('is in fen already, and what the payment channel gives comes from no buyer', () => {
    const order = snapshot({ promotion_pay_amount: 500, sku_order_list: [LINE, OTHER] })
    expect(order).toMatchObject({ payableFen: 18_300, legs: [{ paidFen: 18_300 }] })
    expect(gapFen(order)).toBe(0)
    expect(order.lines!.map((line) => line.listFen - line.sellerDiscountFen - line.platformSubsidyFen)).toEqual(
      order.lines!.map(({ payableFen }) => payableFen),
    )
  })
  test('with freight beside the lines, or in them', () => {
    const beside = snapshot({ post_amount: 600, pay_amount: 19_400 })
    const lines = [LINE, OTHER].map((line) => ({ ...line, pay_amount: 9_700, post_amount: 300 }))
    const inside = snapshot({ post_amount: 600, pay_amount: 19_400, sku_order_list: lines })
    for (const order of [beside, inside]) {
      expect(order).toMatchObject({ freightFen: 600, lines: [{ payableFen: 9_400 }, { payableFen: 9_400 }] })
      expect(gapFen(order)).toBe(0)
    }
  })
  test('the platform’s part is told from the shop’s where lines tell it', () => {
    const lines = [LINE, OTHER].map((line) => ({ ...line, promotion_shop_amount: 350 }))
    expect(snapshot({ sku_order_list: lines }).lines).toMatchObject([
      { sellerDiscountFen: 350, platformSubsidyFen: 150 },
      { sellerDiscountFen: 350, platformSubsidyFen: 150 },
    ])
  })
  test('a sum that nothing explains stays visible', () => {
    expect(gapFen(snapshot({ pay_amount: 18_000 }))).toBe(-800)
  })
  test.each([188.5, -1, '18800', null])('%j is no amount', (pay_amount) =>
    expect(problemField({ pay_amount })).toBe('pay_amount'),
  )
  test('more given than is paid is a problem', () => {
    expect(problemField({ promotion_pay_amount: 18_801 })).toBe('promotion_pay_amount')
  })
  test('paid on delivery is set aside; paid later by agreement is not paid yet', () => {
    expect(problemField({ pay_time: 0, pay_type: 0 })).toBe('pay_type')
    expect(snapshot({ pay_time: 0, pay_type: 12 }).legs).toMatchObject([{ paidFen: 0, paidAt: null }])
  })
})

describe('a deposit order', () => {
  const phase = (current_phase: number, changes: Record<string, unknown>): Record<string, unknown> => ({
    phase_order_id: `690000000000000001${current_phase}`,
    total_phase: 2,
    current_phase,
    pay_success: false,
    phase_promotion_amount: 0,
    phase_pay_time: 0,
    ...changes,
  })
  const paid = { pay_success: true, phase_pay_time: 1_781_092_841 }
  const order = (balance: Record<string, unknown> = {}): OrderSnapshot =>
    snapshot({
      order_status: 1,
      trade_type: 2,
      pay_time: 0,
      pay_amount: 44_900,
      sku_order_list: [{ ...LINE, sum_amount: 49_900, pay_amount: 44_900 }],
      order_phase_list: [
        phase(1, { phase_order_amount: 5_000, ...paid }),
        phase(2, { phase_order_amount: 44_900, phase_promotion_amount: 5_000, ...balance }),
      ],
    })
  test('owes its balance when the deposit is paid', () => {
    expect(order().legs).toEqual([
      { leg: 'deposit', payableFen: 5_000, paidFen: 5_000, paidAt: 1_781_092_841_000 },
      { leg: 'balance', payableFen: 39_900, paidFen: 0, paidAt: null },
    ])
    expect(gapFen(order())).toBe(0)
  })
  test('is paid when its balance is', () => {
    const { legs } = order({ pay_success: true, phase_pay_time: 1_781_784_100 })
    expect(legs[1]).toMatchObject({ paidFen: 39_900, paidAt: 1_781_784_100_000 })
  })
  test('of several lines has a row for each, and is paid when all are', () => {
    const rows = [phase(1, { phase_order_amount: 1_000, ...paid }), phase(1, { phase_order_amount: 2_000 })]
    expect(snapshot({ order_phase_list: rows }).legs[0]).toMatchObject({ payableFen: 3_000, paidFen: 0 })
  })
  test('without its phases is a problem, whichever level tells of it', () => {
    expect(problemField({ trade_type: 2 })).toBe('order_phase_list')
    expect(problemField({ sku_order_list: [{ ...LINE, trade_type: 2 }] })).toBe('order_phase_list')
  })
})

describe('what is missing', () => {
  test.each([undefined, null, []])('lines %o are absent, not none', (sku_order_list) => {
    expect(snapshot({ sku_order_list }).lines).toBeNull()
  })
  test.each(['encrypt_post_receiver', 'encrypt_post_tel', 'post_addr'])('a receiver without %s is none', (name) => {
    expect(snapshot({ [name]: undefined }).receiver).toBeNull()
  })
  test('a seller’s code of 0 is none', () => {
    const lines = [{ ...LINE, code: '', out_sku_id: '0' }]
    expect(snapshot({ sku_order_list: lines, pay_amount: 9_400 }).lines![0]!.skuCode).toBeNull()
  })
  test.each([0, -1, 1_781_746_000_000, 253_402_214_400, '2026-06-18 09:21:35'])('update_time %j is a problem', (time) =>
    expect(problemField({ update_time: time })).toBe('update_time'),
  )
})

test('neighbouring ids of 19 digits stay two', () => {
  const [left, right] = ['1700000000000000001', '1700000000000000002'].map(
    (sku_id) => snapshot({ sku_order_list: [{ ...LINE, sku_id }], pay_amount: 9_400 }).lines![0]!.platformSkuId,
  )
  expect(left).not.toBe(right)
})
