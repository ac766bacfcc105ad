import { expect, test } from 'vitest'
import { TokenDesk } from './token-desk.ts'

const desk = (graceMs = 0): TokenDesk =>
  new TokenDesk({ accessToken: 'a', refreshToken: 'r' }, { ttlMs: 1_000, graceMs, codeTtlMs: 600 }, 0)

test('a token expires, and its refresh brings another, once', () => {
  const tokens = desk()
  expect([0, 999, 1_000].map((at) => tokens.check('a', at))).toEqual(['ok', 'ok', 'expired'])
  const fresh = tokens.refresh('r', 2_000)!
  expect(tokens.check(fresh.accessToken, 2_999)).toBe('ok')
  expect(tokens.refresh('r', 2_000)).toBeNull()
  expect(tokens.counts).toEqual({ refreshed: 1, refused: 1 })
})

test('a refresh ends the old token at once, or after the grace', () => {
  for (const [graceMs, expected] of [
    [0, 'expired'],
    [200, 'ok'],
  ] as const) {
    const tokens = desk(graceMs)
    tokens.refresh('r', 100)
    expect(tokens.check('a', 200)).toBe(expected)
    expect(tokens.check('a', 301)).toBe('expired')
  }
})

test('what is revoked is revoked for good; what was never issued is unknown', () => {
  const tokens = desk()
  expect(tokens.check('x', 0)).toBe('unknown')
  tokens.revoke()
  expect(tokens.check('a', 0)).toBe('revoked')
  expect(tokens.refresh('r', 0)).toBeNull()
})

test('a code of the seller’s agreement is exchanged once and in time, and does not revive what was revoked', () => {
  const tokens = desk()
  const [late, code] = [tokens.authorize(0), tokens.authorize(100)]
  expect(tokens.exchange('never given', 0)).toBeNull()
  expect(tokens.exchange(late, 600)).toBeNull()
  tokens.revoke()
  const fresh = tokens.exchange(code, 600)!
  expect([tokens.check(fresh.accessToken, 700), tokens.check('a', 700)]).toEqual(['ok', 'expired'])
  expect(tokens.exchange(code, 600)).toBeNull()
})
