import { sumFen } from '@tidegate/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeTaobaoOrder } from './decode-order.ts'
import { sampleLine, sampleTrade, secondLine, toAnswer, toAnswerText } from './sample-trades.ts'

const ODD_VALUES = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    '5',
    1e9,
    2 ** 31,
    -0,
    [],
    {},
    [null],
    { order: [null] },
    '9999-12-31 00:00:00',
    '\u0000',
    '\ud800',
    '__proto__',
    '-0.01',
    'NaN',
  ),
  fc.anything({ maxDepth: 3 }).filter((value) => isWritable(value)),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.bigInt().map(String),
)
const TRADE_FIELDS = Object.keys(sampleTrade())
const LINE_FIELDS = Object.keys(sampleLine())

function isWritable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}

function expectOutcome(raw: Uint8Array): void {
  const decoded = decodeTaobaoOrder(raw, 'demo')
  expect(decoded.raw).toBe(raw)
  if (!decoded.ok) return expect(Object.values(decoded.problem).every((text) => typeof text === 'string')).toBe(true)
  const { key, version, placedAt, payableFen, freightFen, legs, lines } = decoded.snapshot
  expect(key.platformOrderId).toMatch(/^\d{1,20}$/)
  for (const whole of [version, placedAt, payableFen, freightFen]) expect(Number.isSafeInteger(whole)).toBe(true)
  expect(sumFen(legs, (leg) => leg.payableFen)).toBe(payableFen)
  for (const line of lines ?? []) {
    expect(line.quantity).toBeGreaterThanOrEqual(1)
    expect(line.cancelledQuantity === 0 || line.cancelledQuantity === line.quantity).toBe(true)
    for (const fen of [line.listFen, line.payableFen, line.sellerDiscountFen])
      expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
  }
}

test('a trade with any field made odd is a snapshot or a named problem', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...TRADE_FIELDS), ODD_VALUES),
      fc.dictionary(fc.constantFrom(...LINE_FIELDS), ODD_VALUES),
      (trade, line) => {
        expectOutcome(toAnswer(sampleTrade({ orders: { order: [sampleLine(line), secondLine()] }, ...trade })))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('any damage to the bytes is a snapshot or a named problem', () => {
  const whole = toAnswer(sampleTrade())
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
  fc.assert(
    fc.property(damage, fc.nat(whole.length), fc.nat(whole.length), (bytes, from, to) => {
      const raw = Uint8Array.from(whole)
      for (const [at, byte] of bytes) raw[at] = byte
      expectOutcome(from < to && from % 3 === 0 ? raw.slice(from, to) : raw)
    }),
    { numRuns: 2_000 },
  )
})

test('lines and freight sum to the payable exactly when shares miss by rounding alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: -20, max: 20 }),
      (shares, freight, miss) => {
        const order = shares.map((share, index) =>
          sampleLine({ oid: String(100 + index), price: '60000.00', divide_order_fee: yuan(share) }),
        )
        const payable = shares.reduce((total, share) => total + share, 0) + freight + miss
        fc.pre(payable >= freight)
        const decoded = decodeTaobaoOrder(
          toAnswer(sampleTrade({ payment: yuan(payable), post_fee: yuan(freight), orders: { order } })),
          'demo',
        )
        if (!decoded.ok) throw new Error(decoded.problem.field)
        const summed = sumFen(decoded.snapshot.lines ?? [], (line) => line.payableFen) + freight
        const isRounding = Math.abs(miss) <= shares.length && Math.max(...shares) + miss >= 0
        expect(summed).toBe(isRounding ? payable : payable - miss)
      },
    ),
  )
})

test('neighbouring ids never become one', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 10n ** 18n, max: 10n ** 19n - 2n }), (id) => {
      const texts = [id, id + 1n].map((tid) => toAnswerText(sampleTrade({ tid: String(tid) })))
      const ids = texts
        .map((text) => decodeTaobaoOrder(new TextEncoder().encode(text), 'demo'))
        .map((decoded) => decoded.ok && decoded.snapshot.key.platformOrderId)
      expect(ids).toEqual([String(id), String(id + 1n)])
    }),
  )
})

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
