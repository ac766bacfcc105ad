import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHANNEL_CODES, CHANNELS } from './order-key.ts'
import { orderNumber } from './order-number.ts'

const channel = fc.constantFrom(...CHANNELS)
const hash48 = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const placedAt = fc.integer({ min: 0, max: 4_102_444_800_000 })

test('an order number is two letters and twenty-four digits', () => {
  fc.assert(
    fc.property(channel, placedAt, hash48, (code, at, hash) => {
      expect(orderNumber(code, at, hash)).toMatch(/^[A-Z]{2}\d{24}$/)
    }),
  )
})

test('the same order gets the same number', () => {
  fc.assert(
    fc.property(
      channel,
      placedAt,
      hash48,
      (code, at, hash) => orderNumber(code, at, hash) === orderNumber(code, at, hash),
    ),
  )
})

test('numbers of one channel sort by the second the order was placed', () => {
  fc.assert(
    fc.property(channel, fc.tuple(placedAt, placedAt), fc.tuple(hash48, hash48), (code, instants, hashes) => {
      const [earlier, later] = [Math.min(...instants), Math.max(...instants)]
      fc.pre(Math.floor(earlier / 1_000) < Math.floor(later / 1_000))
      return orderNumber(code, earlier, hashes[0]) < orderNumber(code, later, hashes[1])
    }),
  )
})

test('channels never share a number', () => {
  expect(new Set(Object.values(CHANNEL_CODES)).size).toBe(CHANNELS.length)
})

test('the stamp is the wall clock in China', () => {
  expect(orderNumber('taobao', 1_794_326_400_000, 42)).toBe('TB202611110000000000000042')
})
