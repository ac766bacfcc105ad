import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeWoocommerceOrder } from './decode-order.ts'
import { ORDER_STATUSES } from './statuses.ts'

const ADDRESS = {
  first_name: 'Test',
  last_name: 'Buyer',
  address_1: '1 Test St',
  city: 'Austin',
  state: 'TX',
  postcode: '73301',
  country: 'US',
}
const LINE = {
  id: 315,
  name: 'Umbrella',
  product_id: 93,
  variation_id: 0,
  quantity: 2,
  sku: 'SKU-A-01',
  price: 12,
  subtotal: '24.00',
  total: '24.00',
  meta_data: [],
}

/** The reference's constructed sample. */
const SAMPLE = {
  id: 727,
  parent_id: 0,
  number: '727',
  order_key: 'wc_order_test0001',
  status: 'processing',
  currency: 'USD',
  date_created: '2026-11-20T15:58:00',
  date_created_gmt: '2026-11-20T07:58:00',
  date_modified: '2026-11-20T15:59:00',
  date_modified_gmt: '2026-11-20T07:59:00',
  date_paid: '2026-11-20T15:59:00',
  date_paid_gmt: '2026-11-20T07:59:00' as string | null,
  discount_total: '0.00',
  shipping_total: '5.35',
  total: '29.35',
  total_tax: '0.00',
  customer_id: 0,
  customer_note: '',
  billing: { ...ADDRESS, email: 'buyer@example.test', phone: '5550000001' },
  shipping: ADDRESS,
  payment_method: 'stripe',
  transaction_id: 'ch_test',
  line_items: [LINE] as unknown[],
  shipping_lines: [{ id: 317, method_title: 'Flat Rate', method_id: 'flat_rate', total: '5.35' }],
  fee_lines: [] as unknown[],
  coupon_lines: [],
  refunds: [] as unknown[],
  meta_data: [],
}

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const decode = (changes: Record<string, unknown> = {}): DecodedOrder =>
  decodeWoocommerceOrder(bytes({ ...SAMPLE, ...changes }), 'demo')
const withRefunds = (order: Record<string, unknown>, refunds: unknown): DecodedOrder =>
  decodeWoocommerceOrder(bytes({ order: { ...SAMPLE, ...order }, refunds }), 'demo')

function whole(decoded: DecodedOrder): OrderSnapshot {
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}
const snapshot = (changes: Record<string, unknown> = {}): OrderSnapshot => whole(decode(changes))
const problemOf = (decoded: DecodedOrder): string | null => (decoded.ok ? null : decoded.problem.field)
const withLine = (changes: Record<string, unknown>) => ({ line_items: [{ ...LINE, ...changes }] })

/** What the lines and the freight leave unexplained of the price. */
const gapFen = ({ lines, freightFen, payableFen }: OrderSnapshot): number =>
  payableFen - freightFen - lines!.reduce((sum, line) => sum + line.payableFen, 0)

test('the documented sample', () => {
  expect(snapshot()).toEqual({
    key: { channel: 'woocommerce', shop: 'demo', platformOrderId: '727' },
    version: Date.parse('2026-11-20T07:59:00Z'),
    placedAt: Date.parse('2026-11-20T07:58:00Z'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    currency: 'USD',
    freightFen: 535,
    payableFen: 2_935,
    legs: [{ leg: 'whole', payableFen: 2_935, paidFen: 2_935, paidAt: Date.parse('2026-11-20T07:59:00Z') }],
    lines: [
      {
        platformLineId: '315',
        skuCode: 'SKU-A-01',
        platformSkuId: '93',
        title: 'Umbrella',
        quantity: 2,
        cancelledQuantity: 0,
        listFen: 2_400,
        sellerDiscountFen: 0,
        platformSubsidyFen: 0,
        payableFen: 2_400,
      },
    ],
    receiver: {
      name: 'Test Buyer',
      phone: '5550000001',
      address: '1 Test St, 73301, US',
      province: 'TX',
      city: 'Austin',
      district: '',
      token: null,
      buyer: 'buyer@example.test',
      memo: '',
      masked: false,
    },
  })
})

test('times are GMT, whatever zone the site and this process are in', () => {
  const elsewhere = snapshot({ date_modified: '2026-11-19T23:59:00', date_created: 'nonsense' })
  expect(elsewhere).toEqual(snapshot())
  expect(problemOf(decode({ date_modified_gmt: null }))).toBe('date_modified_gmt')
  expect(problemOf(decode({ date_modified_gmt: '2026-11-20T07:59:00Z' }))).toBe('date_modified_gmt')
  expect(problemOf(decode({ date_created_gmt: '0001-01-01T00:00:00' }))).toBe('date_created_gmt')
})

describe('statuses', () => {
  test('every known one is read; a plugin’s own is a problem', () => {
    for (const status of ORDER_STATUSES) expect(problemOf(decode({ status }))).toBeNull()
    expect(problemOf(decode({ status: 'awaiting-shipment' }))).toBe('status')
  })
  test.each([
    ['pending', 'open', 0],
    ['failed', 'open', 0],
    ['processing', 'open', 0],
    ['completed', 'completed', 2],
    ['cancelled', 'closed', 2],
    ['refunded', 'closed', 2],
    ['trash', 'closed', 2],
  ])('%s is %s', (status, platformState, cancelledQuantity) => {
    expect(snapshot({ status })).toMatchObject({ platformState, lines: [{ cancelledQuantity }] })
  })
  test('on hold forbids shipping only what is paid; before, it is waiting for a transfer', () => {
    expect(snapshot({ status: 'on-hold' }).shippingForbidden).toBe(true)
    const waiting = snapshot({ status: 'on-hold', date_paid_gmt: null })
    expect(waiting).toMatchObject({ shippingForbidden: false, legs: [{ paidFen: 0, paidAt: null }] })
  })
  test('processing is not paid: cash on delivery is processed too', () => {
    expect(snapshot({ date_paid_gmt: null }).legs).toMatchObject([{ paidFen: 0, paidAt: null }])
  })
  test('an order that costs nothing is paid when it is placed', () => {
    const free = { total: '0.00', shipping_total: '0.00', date_paid_gmt: null, ...withLine({ total: '0.00' }) }
    expect(snapshot(free)).toMatchObject({
      legs: [{ paidAt: snapshot().placedAt }],
      lines: [{ sellerDiscountFen: 2_400 }],
    })
  })
})

describe('money', () => {
  test('tax of lines, of delivery and of fees is on top', () => {
    const order = snapshot({
      total: '37.29',
      shipping_tax: '0.44',
      fee_lines: [{ id: 1, total: '3.00', total_tax: '0.25' }],
      ...withLine({ subtotal: '26.00', subtotal_tax: '2.15', total: '26.27', total_tax: '1.98' }),
    })
    expect(order).toMatchObject({
      freightFen: 904,
      lines: [{ listFen: 2_825, sellerDiscountFen: 0, payableFen: 2_825 }],
    })
    expect(gapFen(order)).toBe(0)
  })
  test('a fee below zero reduces the lines, to the last hundredth', () => {
    const order = snapshot({
      total: '61.00',
      shipping_total: '1.00',
      fee_lines: [{ id: 1, total: '-10.00' }],
      line_items: [
        { ...LINE, total: '23.33' },
        { ...LINE, id: 316, total: '23.33' },
        { ...LINE, id: 317, total: '23.34', subtotal: '30.00' },
      ],
    })
    expect(order.freightFen).toBe(0)
    expect(gapFen(order)).toBe(0)
    expect(order.lines!.every((line) => line.listFen - line.sellerDiscountFen === line.payableFen)).toBe(true)
  })
  test('zeros behind the second decimal are dropped, anything else there is a problem', () => {
    expect(snapshot({ total: '29.3500' }).payableFen).toBe(2_935)
    expect(snapshot({ total: '29' }).payableFen).toBe(2_900)
    for (const total of ['29.355', 29.35, '29,35', '', null, '-1.00', '1e3', 'NaN'])
      expect(problemOf(decode({ total }))).toBe('total')
    expect(problemOf(decode(withLine({ total: 24 })))).toBe('line_items[0].total')
  })
  test('a total that nothing explains stays as it is: the order will be held', () => {
    expect(gapFen(snapshot({ total: '30.35' }))).toBe(100)
  })
  test('a currency must be named', () => expect(problemOf(decode({ currency: '' }))).toBe('currency'))
})

describe('refunds', () => {
  const taken = (id: number, quantity: number, lineId: unknown = '315') => ({
    id,
    line_items: [{ id: 1, quantity, total: '-12.00', meta_data: [{ id: 2, key: '_refunded_item_id', value: lineId }] }],
  })
  const named = { refunds: [{ id: 901 }, { id: 902 }] }
  const left = (decoded: DecodedOrder): number => {
    const [line] = whole(decoded).lines!
    return line!.quantity - line!.cancelledQuantity
  }

  test('take units off their lines, money alone takes none', () => {
    expect(left(withRefunds(named, [taken(901, -1), { id: 902, line_items: [] }]))).toBe(1)
    expect(left(withRefunds(named, [taken(901, -1), taken(902, -1, 315)]))).toBe(0)
    expect(left(withRefunds(named, [taken(901, 0), taken(902, -1, '316')]))).toBe(2)
    expect(left(withRefunds(named, [taken(901, -2), taken(902, -2)]))).toBe(0)
  })
  test('made after the order was read wait for its next version', () => {
    expect(left(withRefunds({ refunds: [{ id: 901 }] }, [taken(901, -1), taken(903, -1)]))).toBe(1)
  })
  test('that the order names must be there, and name their lines', () => {
    expect(problemOf(withRefunds(named, [taken(901, -1)]))).toBe('refunds')
    expect(problemOf(decode(named))).toBe('refunds')
    expect(problemOf(withRefunds(named, null))).toBe('refunds')
    const nameless = { id: 902, line_items: [{ id: 1, quantity: -1, meta_data: [] }] }
    expect(problemOf(withRefunds(named, [taken(901, -1), nameless]))).toBe('refunds.line_items.meta_data')
  })
})

describe('lines', () => {
  test.each([
    ['quantity', 0],
    ['quantity', 1.5],
    ['quantity', '2'],
    ['quantity', 1e9],
    ['id', 0.5],
    ['sku', 'a\u0000b'],
  ])('%s %j is a problem of that field', (name, value) => {
    expect(problemOf(decode(withLine({ [name]: value })))).toBe(`line_items[0].${name}`)
  })
  test('a variation is the choice; 0 is none, of a deleted product too', () => {
    expect(snapshot(withLine({ variation_id: 94 })).lines).toMatchObject([{ platformSkuId: '94' }])
    expect(snapshot(withLine({ product_id: 0, sku: null })).lines).toMatchObject([
      { platformSkuId: null, skuCode: null },
    ])
  })
  test('none at all is absent', () => expect(snapshot({ line_items: [] }).lines).toBeNull())
})

describe('the receiver', () => {
  const blank = { first_name: '', last_name: '', address_1: '', city: '', state: '', country: '' }
  test('is the bill’s where no delivery address is given', () => {
    expect(snapshot({ shipping: blank }).receiver).toEqual(snapshot().receiver)
  })
  test('is absent where there is no address', () => {
    expect(snapshot({ shipping: blank, billing: blank }).receiver).toBeNull()
    expect(snapshot({ shipping: null, billing: null }).receiver).toBeNull()
  })
  test('has its own phone where the site asks for one', () => {
    expect(snapshot({ shipping: { ...ADDRESS, phone: '5559999999' } }).receiver).toMatchObject({ phone: '5559999999' })
  })
  test('lives in a province with a name, or in a country', () => {
    const at = (state: string, country: string) =>
      snapshot({ shipping: { ...ADDRESS, state, country } }).receiver?.province
    expect(at('CN12', 'CN')).toBe('浙江省')
    expect(at('CN2', 'CN')).toBe('北京')
    expect(at('CN32', 'CN')).toBe('新疆维吾尔自治区')
    expect(at('CN33', 'CN')).toBe('CN33')
    expect(at('', 'SG')).toBe('SG')
  })
})

test('ids keep every digit', () => {
  const text = JSON.stringify(SAMPLE).replace('"id":727', '"id":9007199254740993')
  expect(whole(decodeWoocommerceOrder(Buffer.from(text), 'demo')).key.platformOrderId).toBe('9007199254740993')
})

test('a byte order mark before the JSON, as some themes leave one, is no harm', () => {
  const raw = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(SAMPLE)])
  expect(whole(decodeWoocommerceOrder(raw, 'demo'))).toEqual(snapshot())
})

test('a problem never tells the receiver', () => {
  const decoded = decode({ billing: { ...SAMPLE.billing, phone: ['5550000001'] }, shipping: { ...ADDRESS, phone: '' } })
  expect(decoded.ok).toBe(false)
  expect(JSON.stringify(decoded.ok ? {} : decoded.problem)).not.toContain('555')
})
