import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeXiaohongshuOrder } from './decode-order.ts'

const SKU = {
  skuId: '603c00000000000000000b0a',
  skuName: '折叠雨伞',
  itemName: '折叠雨伞',
  erpcode: 'SKU-A-01',
  skuSpec: '黑色',
  skuQuantity: 2 as unknown,
  skuDetailList: [{ skuId: '603c', erpCode: 'PIECE-1', quantity: 2, depositAmountPerSku: 0 }],
  totalPaidAmount: 18_400 as unknown,
  totalMerchantDiscount: 1_000,
  totalRedDiscount: 500,
  skuTag: 0,
  skuAfterSaleStatus: 1,
}
const OTHER = {
  ...SKU,
  skuId: '603c00000000000000000b0b',
  totalPaidAmount: 0,
  skuTag: 1,
  skuName: '赠品',
  itemName: '',
}
/** The reference's constructed list row, with what the detail adds. */
const SAMPLE = {
  orderId: 'P795161600000000001',
  orderType: 1,
  orderStatus: 4 as unknown,
  orderAfterSalesStatus: 1,
  cancelStatus: 0,
  createdTime: 1_795_158_000_000 as unknown,
  paidTime: 1_795_158_060_000 as unknown,
  updateTime: 1_795_158_065_123 as unknown,
  deliveryTime: 0,
  receiverProvinceName: '浙江省',
  receiverCityName: '杭州市',
  receiverDistrictName: '余杭区',
  customerRemark: '请尽快',
  sellerRemark: '',
  openAddressId: '1948201' as unknown,
  skuList: [SKU] as unknown[],
  totalPayAmount: 19_000 as unknown,
  totalShippingFree: 600,
  unpack: false,
  expressTrackingNo: '',
  simpleDeliveryOrderList: [] as unknown[],
}

type Changes = Partial<typeof SAMPLE>

function decode(changes: Changes = {}): DecodedOrder {
  const body = { success: true, error_code: 0, error_msg: '', data: { ...SAMPLE, ...changes } }
  return decodeXiaohongshuOrder(Buffer.from(JSON.stringify(body)), 'demo')
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

test('the documented sample', () => {
  const made = snapshot()
  expect(made).toMatchObject({
    key: { channel: 'xiaohongshu', shop: 'demo', platformOrderId: 'P795161600000000001' },
    version: 1_795_158_065_123,
    placedAt: 1_795_158_000_000,
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    freightFen: 600,
    payableFen: 19_000,
    legs: [{ leg: 'whole', payableFen: 19_000, paidFen: 19_000, paidAt: 1_795_158_060_000 }],
    lines: [
      {
        platformLineId: 'P795161600000000001:603c00000000000000000b0a:1',
        skuCode: 'SKU-A-01',
        platformSkuId: '603c00000000000000000b0a',
        title: '折叠雨伞 黑色',
        quantity: 2,
        cancelledQuantity: 0,
        listFen: 19_900,
        sellerDiscountFen: 1_000,
        platformSubsidyFen: 500,
        payableFen: 18_400,
      },
    ],
    receiver: { name: '', province: '浙江省', district: '余杭区', token: '1948201', masked: true, memo: '请尽快' },
  })
  expect(made.lines![0]!.payableFen + made.freightFen).toBe(made.payableFen)
})

describe('states', () => {
  test.each([
    [
      { orderStatus: 1, paidTime: 0 },
      { platformState: 'open', legs: [{ paidFen: 0, paidAt: null }] },
    ],
    [{ orderStatus: 2 }, { platformState: 'open', shippingForbidden: true }],
    [{ orderStatus: 3 }, { platformState: 'open', shippingForbidden: true }],
    [{ orderStatus: 5 }, { platformState: 'open', shippingForbidden: false }],
    [{ orderStatus: 6 }, { platformState: 'open', lines: [{ cancelledQuantity: 2 }] }],
    [{ orderStatus: 7 }, { platformState: 'completed', lines: [{ cancelledQuantity: 2 }] }],
    [{ orderStatus: 8 }, { platformState: 'closed', legs: [{ paidFen: 19_000 }] }],
    [
      { orderStatus: 9, paidTime: 0 },
      { platformState: 'closed', legs: [{ paidFen: 0 }] },
    ],
    [{ orderStatus: 10 }, { platformState: 'open', lines: [{ cancelledQuantity: 2 }] }],
    [{ orderAfterSalesStatus: 2 }, { refunding: true }],
    [{ orderAfterSalesStatus: 6 }, { refunding: true }],
    [{ orderAfterSalesStatus: 3 }, { refunding: false }],
    [{ cancelStatus: 1 }, { refunding: true }],
    [{ cancelStatus: 1, orderStatus: 9 }, { refunding: false }],
  ])('%o', (changes, expected) => expect(snapshot(changes)).toMatchObject(expected))

  test.each([0, 11, '4', null])('an unknown one, %o, is a problem', (orderStatus) =>
    expect(problemField({ orderStatus })).toBe('data.orderStatus'),
  )
})

describe('times are milliseconds', () => {
  test.each([1_795_158_065, 0, -1, 253_402_300_799_000, '2026-11-20 12:00:00'])('%o is refused', (updateTime) =>
    expect(problemField({ updateTime })).toBe('data.updateTime'),
  )
  test('a paid order must say when', () => expect(problemField({ paidTime: 0 })).toBe('data.paidTime'))
})

describe('a presale', () => {
  const deposit = { ...SKU, skuDetailList: [{ ...SKU.skuDetailList[0]!, depositAmountPerSku: 2_000 }] }
  const order = { orderType: 2, skuList: [deposit] }
  test('owes both parts, then the balance, then nothing', () => {
    expect(snapshot({ ...order, orderStatus: 1, paidTime: 0 }).legs).toMatchObject([
      { leg: 'deposit', payableFen: 4_000, paidFen: 0, paidAt: null },
      { leg: 'balance', payableFen: 15_000, paidFen: 0, paidAt: null },
    ])
    expect(snapshot({ ...order, orderStatus: 1 }).legs).toMatchObject([
      { leg: 'deposit', paidFen: 4_000, paidAt: 1_795_158_060_000 },
      { leg: 'balance', paidFen: 0, paidAt: null },
    ])
    expect(snapshot(order).legs).toMatchObject([
      { leg: 'deposit', paidFen: 4_000, paidAt: 1_795_158_000_000 },
      { leg: 'balance', paidFen: 15_000, paidAt: 1_795_158_060_000 },
    ])
  })
  test('of deposits beyond the price is a problem', () =>
    expect(problemField({ ...order, totalPayAmount: 3_999 })).toBe('data.skuList'))
})

describe('lines', () => {
  test('in parcels are gone; parts that still wait are not', () => {
    const part = { deliveryOrderIndex: 1, expressTrackingNo: 'SF1', skuIdList: [SKU.skuId] }
    const skuList = [SKU, OTHER]
    expect(left({ orderStatus: 5, skuList, simpleDeliveryOrderList: [part] })).toEqual([0, 2])
    expect(left({ orderStatus: 5, skuList, simpleDeliveryOrderList: [{ ...part, expressTrackingNo: '' }] })).toEqual([
      2, 2,
    ])
  })
  test('given back are gone, those only asked for are not', () => {
    expect(left({ skuList: [{ ...SKU, skuAfterSaleStatus: 3 }, OTHER] })).toEqual([0, 2])
    expect(left({ skuList: [{ ...SKU, skuAfterSaleStatus: 2 }] })).toEqual([2])
  })
  test('of a pack do not carry the code of its piece', () => {
    const pack = { ...SKU, erpcode: '', skuDetailList: [{ ...SKU.skuDetailList[0]!, quantity: 4 }] }
    expect(snapshot({ skuList: [pack] }).lines).toMatchObject([{ skuCode: null }])
    expect(snapshot({ skuList: [{ ...SKU, erpcode: '' }] }).lines).toMatchObject([{ skuCode: 'PIECE-1' }])
    const bundle = { ...SKU, erpcode: '', skuDetailList: [SKU.skuDetailList[0]!, SKU.skuDetailList[0]!] }
    expect(snapshot({ skuList: [bundle] }).lines).toMatchObject([{ skuCode: null }])
  })
  test('that are absent or empty are missing, not none', () => {
    for (const skuList of [[], undefined]) expect(snapshot({ skuList: skuList as unknown[] }).lines).toBeNull()
  })
  test.each([0, -1, 1.5, '2', 1e9, null])('a quantity of %o is a problem', (skuQuantity) =>
    expect(problemField({ skuList: [{ ...SKU, skuQuantity }] })).toBe('data.skuList[0].skuQuantity'),
  )
  test.each([-1, 99.5, '184.00', 1e12])('an amount of %o is a problem', (totalPaidAmount) =>
    expect(problemField({ skuList: [{ ...SKU, totalPaidAmount }] })).toMatch(/totalPaidAmount$/),
  )
})

test('what is sent again in exchange owes nothing and was never paid', () => {
  const again = { orderType: 5, paidTime: 0, totalPayAmount: 0, totalShippingFree: 0 }
  const skuList = [{ ...SKU, totalPaidAmount: 0 }]
  expect(snapshot({ ...again, skuList }).legs).toEqual([{ leg: 'whole', payableFen: 0, paidFen: 0, paidAt: null }])
})

test('a province is spelt as everywhere', () => {
  for (const [receiverProvinceName, province] of [
    ['江苏', '江苏省'],
    ['江苏省', '江苏省'],
    ['上海市', '上海'],
  ] as const)
    expect(snapshot({ receiverProvinceName }).receiver?.province).toBe(province)
})

test('a receiver without its token is none', () => {
  expect(snapshot({ openAddressId: '' }).receiver).toBeNull()
  expect(snapshot({ openAddressId: undefined }).receiver).toBeNull()
})
