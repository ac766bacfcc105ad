import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { decodeKuaishouOrder } from './decode-order.ts'

/** The reference's constructed sample: two units, a reduction, a masked receiver. Ids are numbers on the wire. */
const BASE = {
  oid: '2632500000000001',
  buyerOpenId: 'f18000000000000000000000000000b1',
  createTime: 1_795_158_000_000,
  payTime: 1_795_158_060_000,
  updateTime: 1_795_158_060_000,
  sendTime: 0,
  status: 30,
  totalFee: 19_900,
  discountFee: 1_000,
  expressFee: 0,
  remark: '请尽快发货',
  validPromiseShipmentTimeStamp: 1_795_330_860_000,
  disableDeliveryReasonCode: [] as number[],
}
const ITEM = {
  orderItemId: '1632500000000001',
  itemId: '20260001000001',
  itemTitle: '折叠雨伞',
  skuId: '30260001000001',
  skuNick: 'SKU-A-01',
  skuDesc: '黑色',
  num: 2,
  originalPrice: 10_450,
  price: 9_950,
  discountFee: 1_000,
}
const ADDRESS = {
  encryptedConsignee: 'ENC#c1',
  desensitiseConsignee: '张*',
  encryptedMobile: 'ENC#m1',
  desensitiseMobile: '130****0002',
  encryptedAddress: 'ENC#a1',
  desensitiseAddress: '测试街****',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  town: '',
}

interface Changes {
  base?: Record<string, unknown>
  item?: Record<string, unknown> | null
  rest?: Record<string, unknown>
}

function decode({ base = {}, item = {}, rest = {} }: Changes = {}): DecodedOrder {
  const data = {
    orderBaseInfo: { ...BASE, ...base },
    orderItemInfo: item === null ? null : { ...ITEM, ...item },
    orderDetailRefundList: [],
    orderLogisticsInfo: [],
    orderAddress: ADDRESS,
    orderDeliveryInfo: { maxPackageNum: 10 },
    ...rest,
  }
  const text = JSON.stringify({ result: 1, error_msg: 'SUCCESS', data })
  const raw = text.replaceAll(/"(oid|orderItemId|itemId|skuId)":"(\d+)"/g, '"$1":$2')
  return decodeKuaishouOrder(new TextEncoder().encode(raw), 'demo')
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

/** What the line and the freight leave unexplained of the price. */
const gapFen = ({ lines, freightFen, payableFen }: OrderSnapshot): number =>
  payableFen - freightFen - lines!.reduce((sum, line) => sum + line.payableFen, 0)

test('the documented sample', () => {
  const order = snapshot()
  expect(order).toMatchObject({
    key: { channel: 'kuaishou', shop: 'demo', platformOrderId: '2632500000000001' },
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
        platformLineId: '1632500000000001',
        platformSkuId: '30260001000001',
        skuCode: 'SKU-A-01',
        title: '折叠雨伞 黑色',
        quantity: 2,
        listFen: 20_900,
        sellerDiscountFen: 1_000,
        payableFen: 19_900,
      },
    ],
    receiver: { name: '张*', province: '浙江省', masked: true, memo: '请尽快发货' },
  })
  expect(gapFen(order)).toBe(0)
})

describe('states', () => {
  test.each([
    [10, { platformState: 'open' }, 0],
    [30, { platformState: 'open' }, 0],
    [40, { platformState: 'open' }, 2],
    [50, { platformState: 'open' }, 2],
    [70, { platformState: 'completed' }, 2],
    [80, { platformState: 'closed' }, 2],
  ])('%i', (status, expected, cancelledQuantity) => {
    expect(snapshot({ base: { status } })).toMatchObject({ ...expected, lines: [{ cancelledQuantity }] })
  })
  test.each([0, 20, '30', null])('%j is a problem, never a guess', (status) =>
    expect(problemField({ base: { status } })).toBe('orderBaseInfo.status'),
  )
})

describe('shipping is forbidden', () => {
  test.each([
    [{ disableDeliveryReasonCode: [1] }, true], // A group that is not complete,
    [{ disableDeliveryReasonCode: [2] }, true], // a risk that is being looked at,
    [{ disableDeliveryReasonCode: [99] }, true], // or a reason nobody told us of.
    [{ riskCode: 5 }, true],
    [{ riskCode: 0 }, false],
    [{ validPromiseShipmentTimeStamp: 0 }, true],
    [{ validPromiseShipmentTimeStamp: 0, status: 40 }, false],
    [{ validPromiseShipmentTimeStamp: undefined, disableDeliveryReasonCode: undefined }, false],
  ])('by %o: %s', (base, expected) => expect(snapshot({ base }).shippingForbidden).toBe(expected))
})

describe('a refund asked for', () => {
  const refunding = (refund: Record<string, unknown>, name = 'orderDetailRefundList'): boolean =>
    snapshot({ rest: { orderDetailRefundList: undefined, [name]: [{ refundId: 1, ...refund }] } }).refunding
  test.each([10, 11, 12, 20, 21, 22, 30, 40, 45, 50])('is open at %i', (refundStatus) => {
    expect(refunding({ refundStatus })).toBe(true)
    expect(refunding({ refundStatus, handlingWay: 1 }, 'orderRefundList')).toBe(true)
  })
  test.each([60, 70])('has ended at %i', (refundStatus) => expect(refunding({ refundStatus })).toBe(false))
  test.each([3, 4, 5])('of way %i is no refund', (handlingWay) =>
    expect(refunding({ refundStatus: 10, handlingWay })).toBe(false),
  )
  test('of an unknown status is a problem', () => {
    const rest = { orderDetailRefundList: [{ refundId: 1, refundStatus: 99 }] }
    expect(problemField({ rest })).toBe('orderDetailRefundList[0].refundStatus')
  })
})

describe('money', () => {
  test('is in fen, with the freight beside the total or in it', () => {
    const beside = snapshot({ base: { expressFee: 600 } })
    expect(beside).toMatchObject({ freightFen: 600, payableFen: 20_500, lines: [{ payableFen: 19_900 }] })
    const inside = snapshot({ base: { expressFee: 600, totalFee: 20_500 } })
    expect(inside).toMatchObject({ freightFen: 600, payableFen: 20_500, lines: [{ payableFen: 19_900 }] })
    for (const order of [beside, inside]) expect(gapFen(order)).toBe(0)
  })
  test('a unit price that was rounded explains as little as it must', () => {
    const order = snapshot({ base: { totalFee: 19_899 }, item: { discountFee: 1_001, price: 9_949 } })
    expect(order.lines).toMatchObject([{ payableFen: 19_899, sellerDiscountFen: 1_001 }])
  })
  test('a sum that nothing explains stays visible', () => {
    expect(gapFen(snapshot({ base: { totalFee: 19_000 } }))).toBe(-900)
  })
  test.each([199.5, -1, '19900', null])('%j is no amount', (totalFee) =>
    expect(problemField({ base: { totalFee } })).toBe('orderBaseInfo.totalFee'),
  )
  test.each([0, -1, 1.5, '2'])('%j is no quantity', (num) =>
    expect(problemField({ item: { num } })).toBe('orderItemInfo.num'),
  )
  test('without a time of payment nothing is paid', () => {
    expect(snapshot({ base: { payTime: 0 } }).legs).toEqual([
      { leg: 'whole', payableFen: 19_900, paidFen: 0, paidAt: null },
    ])
  })
})

describe('what is missing', () => {
  test('the line is absent, not none', () => expect(snapshot({ item: null }).lines).toBeNull())
  test('a receiver without ciphertext or province is none', () => {
    for (const name of ['encryptedConsignee', 'encryptedMobile', 'encryptedAddress', 'province'])
      expect(snapshot({ rest: { orderAddress: { ...ADDRESS, [name]: '' } } }).receiver).toBeNull()
    expect(snapshot({ rest: { orderAddress: null } }).receiver).toBeNull()
  })
  test("the platform's id of the address is preferred", () => {
    expect(snapshot({ rest: { orderDeliveryInfo: { openAddressId: 'OA-1' } } }).receiver!.token).toBe('OA-1')
  })
  test('an item without variants stands for its SKU', () => {
    expect(snapshot({ item: { skuId: '0', skuNick: '' } }).lines).toMatchObject([
      { platformSkuId: '20260001000001', skuCode: null },
    ])
  })
  test.each([0, -1, 1_795_158_060, 99_999_999_999_999])('updateTime %j is a problem', (updateTime) =>
    expect(problemField({ base: { updateTime } })).toBe('orderBaseInfo.updateTime'),
  )
})

test('neighbouring ids beyond a float stay two', () => {
  const ids = ['2632500000000000001', '2632500000000000002'].map(
    (oid) => snapshot({ base: { oid } }).key.platformOrderId,
  )
  expect(ids).toEqual(['2632500000000000001', '2632500000000000002'])
})
