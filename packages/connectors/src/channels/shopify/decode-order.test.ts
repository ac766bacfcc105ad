import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeShopifyOrder } from './decode-order.ts'
import { FINANCIAL_STATUSES, FULFILLMENT_STATUSES } from './statuses.ts'

const amount = (text: string) => ({ shopMoney: { amount: text } })
const LINE = {
  id: 'gid://shopify/LineItem/14000000000001',
  sku: 'SKU-A-01',
  title: 'Umbrella',
  variantTitle: 'Black',
  quantity: 2,
  currentQuantity: 2,
  unfulfilledQuantity: 2,
  requiresShipping: true,
  variant: { id: 'gid://shopify/ProductVariant/45000000000001' },
  originalTotalSet: amount('199.00'),
  discountAllocations: [] as unknown[],
  taxLines: [] as unknown[],
}
const SALE = { kind: 'SALE', status: 'SUCCESS', processedAt: '2026-11-20T07:59:00Z', amountSet: amount('199.00') }

/** The reference's constructed sample, with the fields that are asked for. */
const SAMPLE = {
  id: 'gid://shopify/Order/5800000000001',
  createdAt: '2026-11-20T07:58:00Z',
  processedAt: '2026-11-20T07:58:00Z',
  updatedAt: '2026-11-20T07:59:00Z',
  cancelledAt: null as string | null,
  closedAt: null as string | null,
  note: 'leave it at the door',
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  currencyCode: 'USD',
  taxesIncluded: false,
  totalPriceSet: amount('199.00'),
  totalTipReceivedSet: amount('0.0'),
  originalTotalDutiesSet: null,
  originalTotalAdditionalFeesSet: null,
  shippingAddress: {
    name: 'Test Buyer',
    company: null,
    address1: '1 Test St',
    address2: '',
    city: 'Austin',
    province: 'Texas',
    provinceCode: 'TX',
    zip: '73301',
    country: 'United States',
    countryCodeV2: 'US',
    phone: '+15550000001',
  } as Record<string, unknown> | null,
  shippingLines: { nodes: [] as unknown[] },
  transactions: [SALE] as unknown[],
  lineItems: { nodes: [LINE] as unknown[], pageInfo: { hasNextPage: false, endCursor: null } },
}

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const decode = (changes: Record<string, unknown> = {}): DecodedOrder =>
  decodeShopifyOrder(bytes({ data: { order: { ...SAMPLE, ...changes } } }), 'demo')

function snapshot(changes: Record<string, unknown> = {}): OrderSnapshot {
  const decoded = decode(changes)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}

const problem = (changes: Record<string, unknown>): string | null => {
  const decoded = decode(changes)
  return decoded.ok ? null : decoded.problem.field
}
const withLine = (changes: Record<string, unknown>) => ({ lineItems: { nodes: [{ ...LINE, ...changes }] } })
const left = (changes: Record<string, unknown>): number => {
  const [line] = snapshot(withLine(changes)).lines!
  return line!.quantity - line!.cancelledQuantity
}

/** What the lines and the freight leave unexplained of the price. */
const gapFen = ({ lines, freightFen, payableFen }: OrderSnapshot): number =>
  payableFen - freightFen - lines!.reduce((sum, line) => sum + line.payableFen, 0)

test('the documented sample', () => {
  expect(snapshot()).toEqual({
    key: { channel: 'shopify', shop: 'demo', platformOrderId: '5800000000001' },
    version: Date.parse('2026-11-20T07:59:00Z'),
    placedAt: Date.parse('2026-11-20T07:58:00Z'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    currency: 'USD',
    freightFen: 0,
    payableFen: 19_900,
    legs: [{ leg: 'whole', payableFen: 19_900, paidFen: 19_900, paidAt: Date.parse('2026-11-20T07:59:00Z') }],
    lines: [
      {
        platformLineId: '14000000000001',
        skuCode: 'SKU-A-01',
        platformSkuId: '45000000000001',
        title: 'Umbrella Black',
        quantity: 2,
        cancelledQuantity: 0,
        listFen: 19_900,
        sellerDiscountFen: 0,
        platformSubsidyFen: 0,
        payableFen: 19_900,
      },
    ],
    receiver: {
      name: 'Test Buyer',
      phone: '+15550000001',
      address: '1 Test St, 73301, United States',
      province: 'Texas',
      city: 'Austin',
      district: '',
      token: null,
      buyer: '',
      memo: 'leave it at the door',
      masked: false,
    },
  })
})

describe('states', () => {
  test('every known word of both enums is read, any other is a problem', () => {
    for (const status of FINANCIAL_STATUSES) expect(problem({ displayFinancialStatus: status })).toBeNull()
    for (const status of FULFILLMENT_STATUSES) expect(problem({ displayFulfillmentStatus: status })).toBeNull()
    expect(problem({ displayFinancialStatus: 'BARTERED' })).toBe('displayFinancialStatus')
    expect(problem({ displayFulfillmentStatus: 'TELEPORTED' })).toBe('displayFulfillmentStatus')
  })
  test('cancelled is closed, with nothing left to ship', () => {
    const cancelled = snapshot({ cancelledAt: '2026-11-20T08:00:00Z', displayFinancialStatus: 'REFUNDED' })
    expect(cancelled).toMatchObject({ platformState: 'closed', lines: [{ cancelledQuantity: 2 }] })
  })
  test('archived is completed only where all was shipped: an archived order may still wait for its parcel', () => {
    const closedAt = '2026-11-20T08:00:00Z'
    expect(snapshot({ closedAt, displayFulfillmentStatus: 'FULFILLED' }).platformState).toBe('completed')
    expect(snapshot({ closedAt }).platformState).toBe('open')
    expect(snapshot({ displayFulfillmentStatus: 'FULFILLED' }).platformState).toBe('open')
  })
  test('on hold must not ship', () => {
    expect(snapshot({ displayFulfillmentStatus: 'ON_HOLD' }).shippingForbidden).toBe(true)
  })
})

describe('what is left of a line', () => {
  test.each([
    [{}, 2],
    [{ unfulfilledQuantity: 1 }, 1], // One shipped.
    [{ currentQuantity: 1, unfulfilledQuantity: 1 }, 1], // One removed.
    [{ currentQuantity: 0, unfulfilledQuantity: 2 }, 0], // Both removed, still counted as not shipped.
    [{ currentQuantity: 2, unfulfilledQuantity: 0 }, 0],
    [{ requiresShipping: false }, 0], // A gift card.
  ])('%o leaves %i', (changes, units) => expect(left(changes)).toBe(units))

  test.each([
    ['quantity', 0],
    ['quantity', 1.5],
    ['quantity', '2'],
    ['quantity', 2 ** 31],
    ['currentQuantity', -1],
    ['unfulfilledQuantity', null],
    ['requiresShipping', null],
    ['originalTotalSet', null],
    ['id', 'gid://shopify/Order/1'],
  ])('%s %o is a problem of that field', (name, value) => {
    expect(problem(withLine({ [name]: value }))).toMatch(new RegExp(`^lineItems\\.nodes\\[0\\]\\.${name}`))
  })
  test('without a variant or a code has none', () => {
    expect(snapshot(withLine({ variant: null, sku: '' })).lines).toMatchObject([{ platformSkuId: null, skuCode: null }])
  })
})

describe('money', () => {
  test('an authorisation is not money; a failed capture neither', () => {
    const unpaid = [
      [],
      [{ ...SALE, kind: 'AUTHORIZATION' }],
      [{ ...SALE, kind: 'VOID' }],
      [{ ...SALE, status: 'PENDING' }],
      [{ ...SALE, status: 'FAILURE' }],
      [{ ...SALE, kind: 'REFUND' }],
    ]
    for (const transactions of unpaid)
      expect(snapshot({ transactions }).legs).toMatchObject([{ paidFen: 0, paidAt: null }])
  })
  test('captures add up, and the last of them is when it was paid', () => {
    const part = (text: string, processedAt: string) => ({
      ...SALE,
      kind: 'CAPTURE',
      processedAt,
      amountSet: amount(text),
    })
    const transactions = [part('150.00', '2026-11-21T07:59:00Z'), part('49.00', '2026-11-20T09:00:00Z')]
    expect(snapshot({ transactions }).legs).toMatchObject([
      { paidFen: 19_900, paidAt: Date.parse('2026-11-21T07:59:00Z') },
    ])
    expect(snapshot({ transactions: transactions.slice(0, 1) }).legs).toMatchObject([{ paidFen: 15_000 }])
  })
  test('an order that costs nothing is paid when it is placed', () => {
    const free = snapshot({
      totalPriceSet: amount('0.00'),
      transactions: [],
      ...withLine({ discountAllocations: [{ allocatedAmountSet: amount('199.0') }] }),
    })
    expect(free.legs).toEqual([{ leg: 'whole', payableFen: 0, paidFen: 0, paidAt: Date.parse('2026-11-20T07:58:00Z') }])
    expect(gapFen(free)).toBe(0)
  })
  test('reductions, tax on top, delivery, its tax, duties, fees and a tip add up', () => {
    const tax = (text: string) => ({ priceSet: amount(text) })
    const order = snapshot({
      totalPriceSet: amount('217.99'),
      totalTipReceivedSet: amount('2.00'),
      originalTotalDutiesSet: amount('3.00'),
      originalTotalAdditionalFeesSet: amount('1.00'),
      shippingLines: { nodes: [{ discountedPriceSet: amount('5.35'), taxLines: [tax('0.44')] }] },
      ...withLine({
        discountAllocations: [{ allocatedAmountSet: amount('9.00') }, { allocatedAmountSet: amount('0.25') }],
        taxLines: [tax('12.00'), tax('4.45')],
      }),
    })
    expect(order).toMatchObject({
      freightFen: 1_179,
      lines: [{ listFen: 21_545, sellerDiscountFen: 925, payableFen: 20_620 }],
    })
    expect(gapFen(order)).toBe(0)
  })
  test('tax that prices include is not added again', () => {
    const included = snapshot({ taxesIncluded: true, ...withLine({ taxLines: [{ priceSet: amount('16.45') }] }) })
    expect(gapFen(included)).toBe(0)
    expect(problem({ taxesIncluded: null })).toBe('taxesIncluded')
  })
  test('a currency without decimals is in hundredths too; one of thousandths is a problem', () => {
    const yen = snapshot({ currencyCode: 'JPY', totalPriceSet: amount('199') })
    expect(yen).toMatchObject({ currency: 'JPY', payableFen: 19_900 })
    expect(problem({ currencyCode: 'KWD', totalPriceSet: amount('199.125') })).toBe('totalPriceSet.shopMoney.amount')
    expect(problem({ totalPriceSet: { shopMoney: { amount: 199 } } })).toBe('totalPriceSet.shopMoney.amount')
    expect(problem({ currencyCode: '' })).toBe('currencyCode')
  })
})

describe('parts that are missing', () => {
  test('no lines and no address are null, never empty', () => {
    expect(snapshot({ lineItems: { nodes: [] }, shippingAddress: null })).toMatchObject({ lines: null, receiver: null })
  })
  test('a country without provinces is its own region', () => {
    const shippingAddress = { ...SAMPLE.shippingAddress, province: null, provinceCode: null, country: 'Singapore' }
    expect(snapshot({ shippingAddress }).receiver).toMatchObject({ province: 'Singapore' })
  })
  test('an order that is null is a problem', () => {
    expect(decodeShopifyOrder(bytes({ data: { order: null } }), 'demo')).toMatchObject({ ok: false })
    expect(decodeShopifyOrder(bytes([]), 'demo')).toMatchObject({ ok: false })
    expect(decodeShopifyOrder(Buffer.from('{"data":'), 'demo')).toMatchObject({ ok: false })
  })
})

test('an order of several pages is one order', () => {
  const page = (id: string) => ({ data: { order: { ...SAMPLE, ...withLine({ id: `gid://shopify/LineItem/${id}` }) } } })
  const decoded = decodeShopifyOrder(bytes([page('1'), page('2'), page('3')]), 'demo')
  expect(decoded.ok && decoded.snapshot.lines?.map(({ platformLineId }) => platformLineId)).toEqual(['1', '2', '3'])
})

test('ids keep every digit, times need their zone', () => {
  expect(snapshot({ id: 'gid://shopify/Order/9007199254740993' }).key.platformOrderId).toBe('9007199254740993')
  for (const id of ['5800000000001', 'gid://shopify/DraftOrder/1', 'gid://shopify/Order/1x'])
    expect(problem({ id })).toBe('id')
  expect(problem({ updatedAt: '2026-11-20T07:59:00' })).toBe('updatedAt')
  expect(snapshot({ updatedAt: '2026-11-20T15:59:00+08:00' }).version).toBe(snapshot().version)
})

test('a problem never tells the receiver', () => {
  const decoded = decode({ shippingAddress: { ...SAMPLE.shippingAddress, phone: { secret: '+15550000001' } } })
  expect(JSON.stringify(decoded.ok ? {} : decoded.problem)).not.toContain('1555')
  expect(decoded.ok).toBe(false)
})
