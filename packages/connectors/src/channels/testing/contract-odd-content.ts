// Part of the channel contract: an order odd in any one place, or with damaged bytes, is a snapshot that holds together or
// a problem that names its field. Never an exception, never half an order.

import { sumFen } from '@tidegate/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelDefinition } from '../definition.ts'
import type { ContractTraits } from './channel-contract.ts'
import { placesOf, replaced } from './odd-places.ts'
import { never, openShop, SHOP } from './open-shop.ts'

const RUNS = 400

const ODD_VALUES = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    0,
    -1,
    1.5,
    '5',
    1e9,
    2 ** 31,
    1e300,
    [],
    {},
    [null],
    [[]],
    '9999-12-31 00:00:00',
    '\u0000',
    '\ud800',
    '__proto__',
    '-0.01',
    'NaN',
    'x'.repeat(5_000),
  ),
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt().map(String),
)

export function oddContentContract({ channel, holdsOneLine = false }: ContractTraits): void {
  const openRaw = async (): Promise<{ definition: ChannelDefinition; raw: Uint8Array }> => {
    await using shop = await openShop(channel)
    const lineCount = holdsOneLine ? 1 : 2
    const id = shop.record(1, { lineCount, payableFen: 1_000 * lineCount, buyerMessage: '快', sellerMemo: '好' })
    const { raw } = await shop.adapter().readOrder(id, never)
    return { definition: shop.definition, raw }
  }

  describe('odd content', () => {
    test('in any one place is a whole snapshot or a named problem', async () => {
      const { definition, raw } = await openRaw()
      const whole: unknown = JSON.parse(Buffer.from(raw).toString())
      const places = placesOf(whole)
      expect(places.length).toBeGreaterThan(20)
      const property = fc.property(fc.constantFrom(...places), ODD_VALUES, (place, value) => {
        expectOutcome(definition, Buffer.from(JSON.stringify(replaced(whole, place, value))))
      })
      fc.assert(property, { numRuns: RUNS })
    })

    test('of damaged bytes too', async () => {
      const { definition, raw } = await openRaw()
      const damage = fc.array(fc.tuple(fc.nat(raw.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      const property = fc.property(damage, fc.nat(raw.length), (bytes, end) => {
        const damaged = Uint8Array.from(raw)
        for (const [at, byte] of bytes) damaged[at] = byte
        expectOutcome(definition, end % 3 === 0 ? damaged.slice(0, end) : damaged)
      })
      fc.assert(property, { numRuns: RUNS })
    })
  })
}

function expectOutcome(definition: ChannelDefinition, raw: Uint8Array): void {
  const decoded = definition.decodeOrder(raw, SHOP)
  expect(decoded.raw).toBe(raw)
  if (!decoded.ok) return expect(Object.values(decoded.problem).every((text) => typeof text === 'string')).toBe(true)
  const { key, version, placedAt, payableFen, freightFen, legs, lines, receiver } = decoded.snapshot
  expect(key.platformOrderId.length).toBeGreaterThan(0)
  for (const whole of [version, placedAt, payableFen, freightFen]) expect(Number.isSafeInteger(whole)).toBe(true)
  expect(sumFen(legs, (leg) => leg.payableFen)).toBe(payableFen)
  for (const leg of legs) expect(leg.paidFen).toBeGreaterThanOrEqual(0)
  for (const line of lines ?? []) {
    expect(line.platformLineId).not.toBe('')
    expect(Number.isInteger(line.quantity) && line.quantity >= 1).toBe(true)
    expect(line.cancelledQuantity >= 0 && line.cancelledQuantity <= line.quantity).toBe(true)
    for (const fen of [line.listFen, line.payableFen, line.sellerDiscountFen, line.platformSubsidyFen])
      expect(Number.isSafeInteger(fen) && fen >= 0).toBe(true)
  }
  const ids = lines?.map(({ platformLineId }) => platformLineId) ?? []
  expect(new Set(ids).size).toBe(ids.length)
  // Masked without a token nobody could ever print the label.
  if (receiver?.masked === true) expect(receiver.token).not.toBeNull()
}
