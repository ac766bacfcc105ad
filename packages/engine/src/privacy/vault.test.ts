import { createHmac, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hmacKey, hmacSha256 } from './hmac.ts'
import { openVault } from './vault.ts'

test('our HMAC is the one of node:crypto, for keys and messages of any length', () => {
  for (let length = 0; length <= 64; length += 1) {
    const key = randomBytes(length)
    const message = randomBytes(length * 7)
    expect(hmacSha256(hmacKey(key), message)).toBe(createHmac('sha256', key).update(message).digest('hex'))
  }
  const key = randomBytes(32)
  for (const text of ['', '张三 13800138000', '𠮷'.repeat(20_000)]) {
    expect(hmacSha256(hmacKey(key), text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
  }
})

test('what is sealed opens again, and only unchanged', () => {
  const vault = openVault(randomBytes(32))
  const sealed = vault.seal('张三')
  expect(vault.open(sealed).toString()).toBe('张三')
  expect(vault.seal('张三')).not.toEqual(sealed)
  for (let at = 2; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => vault.open(changed)).toThrow()
  }
  expect(() => openVault(randomBytes(32)).open(sealed)).toThrow()
})

test('nonces never repeat while the pool is refilled', () => {
  const vault = openVault(randomBytes(32))
  const nonces = new Set(Array.from({ length: 5_000 }, () => vault.seal('').subarray(2, 14).toString('hex')))
  expect(nonces.size).toBe(5_000)
})

test('pseudonyms are equal for equal input, and differ between domains and merchants', () => {
  const key = randomBytes(32)
  const vault = openVault(key)
  expect(vault.pseudonym('phone', '138')).toEqual(openVault(key).pseudonym('phone', '138'))
  expect(vault.pseudonym('phone', '138')).not.toEqual(vault.pseudonym('buyer', '138'))
  expect(vault.pseudonym('phone', '138')).not.toEqual(openVault(randomBytes(32)).pseudonym('phone', '138'))
})
