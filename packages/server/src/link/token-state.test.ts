import { expect, test } from 'vitest'
import { renewedBy } from './token-state.ts'

const HELD = { accessToken: 'a', refreshToken: null, expiresAt: null }

test('a token a seller brings is renewed by its refresh token, or by a person', () => {
  expect(renewedBy('taobao', HELD)).toBe('person')
  expect(renewedBy('taobao', { ...HELD, refreshToken: 'r' })).toBe('itself')
})

test("where the application's secret fetches tokens no person is needed, and keys that last need nobody", () => {
  expect(renewedBy('wechat', HELD)).toBe('itself')
  expect(renewedBy('woocommerce', HELD)).toBe('none')
})
