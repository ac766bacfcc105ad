import { describe, expect, test } from 'vitest'
import { decryptAesCbc, digestHex, encryptAesCbc, hmacBase64, hmacHex, isSameSecret, sortedText } from './digests.ts'

test('digests are of UTF-8, part after part', () => {
  expect(digestHex('md5', 'a', 'b', 'c')).toBe('900150983cd24fb0d6963f7d28e17f72')
  expect(digestHex('sha1', '中')).toBe(digestHex('sha1', Buffer.from('中', 'utf8')))
})

test('keyed digests follow the RFCs', () => {
  const key = Buffer.alloc(20, 0x0b)
  const hex = 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7' // RFC 4231, case 1.
  expect(hmacHex('sha256', key, 'Hi There')).toBe(hex)
  expect(hmacBase64('sha256', key, 'Hi There')).toBe(Buffer.from(hex, 'hex').toString('base64'))
})

test('pairs are sorted by code unit, and empty values count only where asked', () => {
  const pairs = { b: '2', B: '1', a_: '3', a: '', '': 'x' }
  expect(sortedText(pairs)).toBe('B1a_3b2')
  expect(sortedText(pairs, { between: '=', join: '&', keepEmpty: true })).toBe('B=1&a=&a_=3&b=2')
})

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['ABC', 'abc', false],
  ['', 'abc', false],
  [undefined, '', false],
])('%j is %j: %j', (given, expected, same) => expect(isSameSecret(given, expected)).toBe(same))

describe('AES', () => {
  const key = { key: Buffer.alloc(16, 7), iv: Buffer.alloc(16), padding: 'pkcs7_16' } as const
  test('there and back', () => {
    const plain = Buffer.from('{"test":true} 中文')
    expect(decryptAesCbc(encryptAesCbc(plain, key), key)).toEqual(plain)
  })
  test.each([0, 1, 15, 17])('%i bytes are nothing it encrypted', (length) =>
    expect(decryptAesCbc(Buffer.alloc(length), key)).toBeNull(),
  )
  test('another key opens nothing', () => {
    const other = { ...key, key: Buffer.alloc(16, 8) }
    expect(decryptAesCbc(encryptAesCbc(Buffer.from('secret'), key), other)).toBeNull()
  })
})
