import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { OrderSnapshot } from '@tidegate/domain'
import { describe, expect, test } from 'vitest'
import type { DecodeProblem } from '../channel.ts'
import { decodeTaobaoOrder } from './decode-order.ts'
import { sampleLine, sampleTrade, secondLine, toAnswer, toAnswerText } from './sample-trades.ts'

type Fields = Record<string, unknown>

function snapshot(trade: Fields): OrderSnapshot {
  const decoded = decodeTaobaoOrder(toAnswer(trade), 'demo')
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problem))
  return decoded.snapshot
}

function toBytes(input: Fields | string | Uint8Array): Uint8Array {
  if (input instanceof Uint8Array) return input
  return typeof input === 'string' ? new TextEncoder().encode(input) : toAnswer(input)
}

function problem(input: Fields | string | Uint8Array): DecodeProblem {
  const raw = toBytes(input)
  const decoded = decodeTaobaoOrder(raw, 'demo')
  if (decoded.ok) throw new Error('decoded')
  expect(decoded.raw).toBe(raw)
  return decoded.problem
}

const oneLine = (line: Fields, trade: Fields = {}): Fields =>
  sampleTrade({ orders: { order: [sampleLine(line)] }, ...trade })

test('a paid trade of two lines', () => {
  expect(snapshot(sampleTrade())).toEqual({
    key: { channel: 'taobao', shop: 'demo', platformOrderId: '3800000000000000001' },
    version: Date.parse('2026-06-18T09:21:35+08:00'),
    placedAt: Date.parse('2026-06-18T09:01:10+08:00'),
    platformState: 'open',
    refunding: false,
    shippingForbidden: false,
    currency: 'CNY',
    freightFen: 0,
    payableFen: 188_00,
    legs: [{ leg: 'whole', payableFen: 188_00, paidFen: 188_00, paidAt: Date.parse('2026-06-18T09:02:00+08:00') }],
    lines: [
      {
        platformLineId: '3800000000000000002',
        skuCode: 'SKU-A-RED-M',
        platformSkuId: '4500000000001',
        title: '演示T恤',
        quantity: 1,
        cancelledQuantity: 0,
        listFen: 99_00,
        sellerDiscountFen: 13_62,
        platformSubsidyFen: 0,
        payableFen: 85_38,
      },
      {
        platformLineId: '3800000000000000003',
        skuCode: 'SKU-B-01',
        platformSkuId: '4500000000009',
        title: '演示短裤',
        quantity: 1,
        cancelledQuantity: 0,
        listFen: 119_00,
        sellerDiscountFen: 16_38,
        platformSubsidyFen: 0,
        payableFen: 102_62,
      },
    ],
    receiver: {
      name: '张**',
      phone: '*******0000',
      address: '某某街道***',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      token: '1oaidDEMO0001',
      buyer: 'AAEuid0001demo',
      memo: '请尽快发货',
      masked: true,
    },
  })
})

describe('statuses', () => {
  const cases = `
    TRADE_NO_CREATE_PAY       open      unpaid
    WAIT_BUYER_PAY            open      unpaid
    PAY_PENDING               open      unpaid
    WAIT_PRE_AUTH_CONFIRM     open      unpaid
    PAID_FORBID_CONSIGN       open      paid
    WAIT_SELLER_SEND_GOODS    open      paid
    SELLER_CONSIGNED_PART     open      paid
    WAIT_BUYER_CONFIRM_GOODS  open      paid
    TRADE_BUYER_SIGNED        open      paid
    TRADE_FINISHED            completed paid
    TRADE_CLOSED              closed    paid
    TRADE_CLOSED_BY_TAOBAO    closed    unpaid
  `
  test.each(
    cases
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/)),
  )('%s is %s and %s', (status, state, payment) => {
    const { platformState, legs } = snapshot(sampleTrade({ status }))
    const [leg] = legs
    expect(platformState).toBe(state)
    expect(leg?.paidFen).toBe(payment === 'unpaid' ? 0 : 188_00)
    expect(leg?.paidAt === null).toBe(payment !== 'paid')
  })
  test('paid but not to be shipped yet is said', () => {
    expect(snapshot(sampleTrade({ status: 'PAID_FORBID_CONSIGN' })).shippingForbidden).toBe(true)
    expect(snapshot(sampleTrade({ status: 'WAIT_SELLER_SEND_GOODS' })).shippingForbidden).toBe(false)
  })
  test('a new word is quarantined', () =>
    expect(problem(sampleTrade({ status: 'TRADE_ON_THE_MOON' }))).toEqual({
      field: 'status',
      expected: 'a known code',
      found: '"TRADE_ON_THE_MOON"',
    }))
  test('cash on delivery says so', () => expect(problem(sampleTrade({ type: 'cod' })).field).toBe('type'))
  test('paid without a time is quarantined', () =>
    expect(problem(sampleTrade({ pay_time: undefined })).field).toBe('pay_time'))
})

describe('presale', () => {
  const step = (changes: Fields): OrderSnapshot =>
    snapshot(
      oneLine({ divide_order_fee: undefined }, { type: 'step', payment: '449.00', pay_time: undefined, ...changes }),
    )
  const legs = (changes: Fields): (number | boolean)[][] =>
    step(changes).legs.map((leg) => [leg.payableFen, leg.paidFen, leg.paidAt !== null])

  test('before the deposit', () => {
    expect(legs({ status: 'WAIT_BUYER_PAY', step_trade_status: 'FRONT_NOPAID_FINAL_NOPAID' })).toEqual([
      [0, 0, false],
      [449_00, 0, false],
    ])
  })
  test('between deposit and balance', () => {
    expect(
      legs({ status: 'WAIT_BUYER_PAY', step_trade_status: 'FRONT_PAID_FINAL_NOPAID', step_paid_fee: '50.00' }),
    ).toEqual([
      [50_00, 50_00, true],
      [399_00, 0, false],
    ])
  })
  test('both paid', () => {
    const paid = {
      status: 'WAIT_SELLER_SEND_GOODS',
      step_trade_status: 'FRONT_PAID_FINAL_PAID',
      step_paid_fee: '50.00',
      pay_time: '2026-06-20 00:00:10',
    }
    expect(legs(paid)).toEqual([
      [50_00, 50_00, true],
      [399_00, 399_00, true],
    ])
  })
  test('the deposit has the same time in every snapshot', () => {
    const before = step({
      status: 'WAIT_BUYER_PAY',
      step_trade_status: 'FRONT_PAID_FINAL_NOPAID',
      step_paid_fee: '50.00',
    })
    const after = step({
      status: 'WAIT_SELLER_SEND_GOODS',
      step_trade_status: 'FRONT_PAID_FINAL_PAID',
      step_paid_fee: '50.00',
      pay_time: '2026-06-20 00:00:10',
    })
    expect(after.legs[0]).toEqual(before.legs[0])
  })
  test('a paid deposit without its amount is quarantined', () => {
    expect(problem(oneLine({}, { status: 'WAIT_BUYER_PAY', step_trade_status: 'FRONT_PAID_FINAL_NOPAID' })).field).toBe(
      'step_paid_fee',
    )
  })
})

describe('money', () => {
  const payables = (trade: Fields): number[] => (snapshot(trade).lines ?? []).map((line) => line.payableFen)
  const twoLines = (first: Fields, second: Fields, trade: Fields = {}): Fields =>
    sampleTrade({ orders: { order: [sampleLine(first), secondLine(second)] }, ...trade })

  test('a rounding remainder goes to the dearest line', () =>
    expect(payables(twoLines({ divide_order_fee: '85.37' }, {}))).toEqual([85_37, 102_63]))
  test('more than a fen a line is a mismatch and stays visible', () =>
    expect(payables(twoLines({ divide_order_fee: '85.35' }, {}))).toEqual([85_35, 102_62]))
  test("freight is no line's", () =>
    expect(payables(sampleTrade({ payment: '196.00', post_fee: '8.00' }))).toEqual([85_38, 102_62]))
  test('before payment shares follow from price, adjustment and discounts', () => {
    const unpaid = { divide_order_fee: undefined }
    expect(payables(twoLines(unpaid, unpaid, { status: 'WAIT_BUYER_PAY' }))).toEqual([85_38, 102_62])
    expect(payables(oneLine(unpaid, { status: 'WAIT_BUYER_PAY' }))).toEqual([188_00])
  })
  test('a line closed before payment owes nothing', () => {
    expect(
      payables(twoLines({ divide_order_fee: undefined, status: 'TRADE_CLOSED_BY_TAOBAO' }, {}, { payment: '102.62' })),
    ).toEqual([0, 102_62])
  })
  test.each([
    '-1.00',
    '1e3',
    '0.1.2',
    '12.345',
    'NaN',
    'Infinity',
    '１２.00',
    '',
    '99999999999999.00',
    '1000000000.01',
  ])('payment "%s" is quarantined', (payment) => {
    expect(problem(sampleTrade({ payment })).field).toBe('payment')
  })
  test.each([188, 0.1, null, true, [], {}])('payment %j is quarantined', (payment) =>
    expect(problem(sampleTrade({ payment })).field).toBe('payment'),
  )
})

describe('lines', () => {
  test.each([
    '0',
    '-1',
    '1.5',
    '"5"',
    '1e9',
    '2147483648',
    '1e400',
    'null',
    'true',
    '[]',
    '3800000000000000001',
    '0.1e1000',
  ])('quantity %s is quarantined', (num) => {
    const text = toAnswerText(oneLine({ num: 'HERE' })).replace('"HERE"', num)
    expect(problem(text)).toMatchObject({ field: 'orders.order[0].num', expected: 'an integer from 1 to 100000' })
  })
  test('neighbouring 19-digit ids stay apart', () =>
    expect(snapshot(sampleTrade()).lines?.map((line) => line.platformLineId)).toEqual([
      '3800000000000000002',
      '3800000000000000003',
    ]))
  test('the same line twice is quarantined', () =>
    expect(problem(sampleTrade({ orders: { order: [sampleLine(), sampleLine()] } })).field).toBe('orders.order[1].oid'))
  test('a listing without codes has none', () => {
    const [line] = snapshot(oneLine({ outer_sku_id: '', outer_iid: undefined, sku_id: undefined })).lines ?? []
    expect(line).toMatchObject({ skuCode: null, platformSkuId: '600000000001' })
  })
  test.each([
    [{}, 'NO_REFUND', 0],
    [{}, 'WAIT_SELLER_AGREE', 0],
    [{}, 'SUCCESS', 1],
    [{ status: 'TRADE_CLOSED' }, 'SUCCESS', 1],
    // Shipped already, by whomever: nobody has to ship it again.
    [{ consign_time: '2026-06-18 10:00:00' }, 'NO_REFUND', 1],
    [{ status: 'WAIT_BUYER_CONFIRM_GOODS' }, 'NO_REFUND', 1],
    [{ status: 'TRADE_FINISHED' }, 'NO_REFUND', 1],
    [{}, 'CLOSED', 0],
    [{}, 'SELLER_REFUSE_BUYER', 0],
  ])('%j with refund %s cancels %i', (line, refund_status, cancelled) => {
    const decoded = snapshot(oneLine({ ...line, refund_status }))
    expect(decoded.lines?.[0]?.cancelledQuantity).toBe(cancelled)
    expect(decoded.refunding).toBe(refund_status === 'WAIT_SELLER_AGREE')
  })
  test('2,000 lines are an order, 2,001 a problem', () => {
    const lines = (count: number): Fields =>
      sampleTrade({
        orders: {
          order: Array.from({ length: count }, (_, index) =>
            sampleLine({ oid: String(3800000000000n + BigInt(index)) }),
          ),
        },
      })
    expect(snapshot(lines(2_000)).lines?.length).toBe(2_000)
    expect(problem(lines(2_001)).field).toBe('orders.order')
  })
})

describe('thin answers', () => {
  test.each([undefined, null, {}, { order: [] }, { order: null }])('lines given as %j are a missing part', (orders) =>
    expect(snapshot(sampleTrade({ orders })).lines).toBeNull(),
  )
  test('lines that are not a list are quarantined', () =>
    expect(problem(sampleTrade({ orders: { order: sampleLine() } })).field).toBe('orders.order'))
  test('no receiver, or a masked one without its token, is a missing part', () => {
    expect(snapshot(sampleTrade({ oaid: undefined })).receiver).toBeNull()
    expect(
      snapshot(sampleTrade({ receiver_name: undefined, receiver_address: undefined, receiver_state: undefined }))
        .receiver,
    ).toBeNull()
  })
  test('a receiver in the clear is not masked', () => {
    const clear = {
      receiver_name: '张三',
      receiver_mobile: '',
      receiver_phone: '0571-1234567',
      receiver_address: '文一西路1号',
      oaid: undefined,
    }
    expect(snapshot(sampleTrade(clear)).receiver).toMatchObject({
      masked: false,
      token: null,
      phone: '0571-1234567',
      address: '某某街道文一西路1号',
    })
  })
  test('a receiver without a province is still a receiver', () =>
    expect(snapshot(sampleTrade({ receiver_state: undefined })).receiver?.province).toBe(''))
})

describe('texts', () => {
  test('what no database text can hold is replaced in display text and refused in ids', () => {
    const [line] = snapshot(oneLine({ title: 'a\u0000b\ud800c' })).lines ?? []
    expect(line?.title).toBe('a\ufffdb\ufffdc')
    expect(problem(oneLine({ outer_sku_id: 'A\u0000' })).field).toBe('orders.order[0].outer_sku_id')
    expect(problem(oneLine({ outer_sku_id: 'A\ud800' })).field).toBe('orders.order[0].outer_sku_id')
  })
  test('rare characters, markup and formulas are text like any other', () => {
    for (const title of ['𠮷野家😀', '\u202eabc', '<script>alert(1)</script>', "'; drop table orders; --", '=1+1'])
      expect(snapshot(oneLine({ title })).lines?.[0]?.title).toBe(title)
  })
  test('a memo of 100 KB passes', () =>
    expect(
      snapshot(sampleTrade({ buyer_message: '好'.repeat(100_000), seller_memo: '急' })).receiver?.memo.length,
    ).toBe(100_002))
  test('a problem never quotes receiver data', () => {
    const found = problem(sampleTrade({ oaid: { secret: '13800138000' }, receiver_name: ['张三'] }))
    expect(JSON.stringify(found)).not.toMatch(/138|张三/)
  })
})

describe('times', () => {
  test.each(['9999-12-31 23:59:59', '2026-02-30 00:00:00', '1781746200', '2026-06-18T09:01:10Z', 0, -1, 1781746200000])(
    'modified %j is quarantined',
    (modified) => {
      expect(problem(sampleTrade({ modified })).field).toBe('modified')
    },
  )
  test.each(['UTC', 'America/New_York', 'Asia/Shanghai'])('the snapshot is the same with TZ=%s', (zone) => {
    const program = `
      import { decodeTaobaoOrder } from ${JSON.stringify(join(import.meta.dirname, 'decode-order.ts'))}
      import { sampleTrade, toAnswer } from ${JSON.stringify(join(import.meta.dirname, 'sample-trades.ts'))}
      process.stdout.write(JSON.stringify(decodeTaobaoOrder(toAnswer(sampleTrade()), 'demo').snapshot))`
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(JSON.parse(output)).toEqual(snapshot(sampleTrade()))
  })
})

describe('bodies', () => {
  test.each([
    ['', /^not_json/],
    ['<html>busy</html>', /^not_json/],
    ['{"trade_fullinfo_get_response":{"trade":{"tid":38', /^not_json/],
    ['[1e400]', /list/],
    ['{}', /nothing/],
    ['null', /null/],
    ['{"error_response":{"code":27}}', /nothing/],
    ['{"trade_fullinfo_get_response":{"request_id":"x"}}', /nothing/],
    ['{"trade_fullinfo_get_response":{"trade":{"__proto__":{"x":1}}}}', /^forbidden_key/],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /^too_deep/],
  ])('%.40s', (text, found) => expect(problem(text).found).toMatch(found))

  test('overlong UTF-8', () =>
    expect(problem(Uint8Array.from([0x22, 0xc0, 0xaf, 0x22])).found).toMatch(/^invalid_utf8/))
  test('10 MB', () => expect(problem(new Uint8Array(10 * 1024 * 1024).fill(0x20)).found).toMatch(/^too_large/))
  test('inherited names are not fields', () =>
    expect(problem(sampleTrade({ status: 'toString' })).field).toBe('status'))
})
