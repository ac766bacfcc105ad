// Receiver data is sealed at the door: AES-256-GCM under a data key per merchant, matched only by keyed
// pseudonyms. Keys derive from one data key, which the control schema keeps wrapped by the master key.

import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomFillSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { hmacKey, hmacSha256 } from './hmac.ts'
import type { HmacKey } from './hmac.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Ciphertext opens with a format byte and the key's id, so a later key can be told from this one. */
const FORMAT = 1
const HEADER_BYTES = 2
/** 128 bits: no accidental match among any number of orders, and half the index. */
const PSEUDONYM_HEX_DIGITS = 32
/** 48 bits: more than an order number's ten digits use. */
const NUMBER_HEX_DIGITS = 12

export interface Vault {
  seal(plain: Uint8Array | string): Buffer
  open(sealed: Uint8Array): Buffer
  /** A keyed hash in its own domain, as hex: the same phone never matches an address. */
  pseudonym(domain: PseudonymDomain, plain: string | Uint8Array): string
  /** 48 bits of the keyed hash of an order's natural key, for its number. */
  numberHash(naturalKey: string, probe: number): number
}

const DOMAINS = ['buyer', 'phone', 'phone_last4', 'merge', 'content', 'subject', 'request'] as const
type PseudonymDomain = (typeof DOMAINS)[number]

/** `keyId` names the data key in every ciphertext it makes. */
export function openVault(dataKey: Uint8Array, keyId = 1): Vault {
  const sealKey = derive(dataKey, 'seal')
  const numberKey = hmacKey(deriveBytes(dataKey, 'order_number'))
  const domainKeys = Object.fromEntries(
    DOMAINS.map((domain) => [domain, hmacKey(deriveBytes(dataKey, `pseudonym:${domain}`))]),
  ) as Record<PseudonymDomain, HmacKey>
  return {
    seal: (plain) => sealWith(sealKey, plain, keyId),
    open: (sealed) => openWith(sealKey, sealed),
    pseudonym: (domain, plain) => hmacSha256(domainKeys[domain], plain).slice(0, PSEUDONYM_HEX_DIGITS),
    numberHash: (naturalKey, probe) =>
      Number.parseInt(hmacSha256(numberKey, `${naturalKey}#${probe}`).slice(0, NUMBER_HEX_DIGITS), 16),
  }
}

function derive(dataKey: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(deriveBytes(dataKey, purpose))
}

function deriveBytes(dataKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, '', `tidegate:${purpose}`, 32))
}

/** Asking the system for 12 bytes at a time costs more than the sealing itself (measured: 8 us). */
const NONCE_POOL = Buffer.alloc(NONCE_BYTES * 1_024)
let nonceAt = NONCE_POOL.length

function freshNonce(): Buffer {
  if (nonceAt === NONCE_POOL.length) {
    randomFillSync(NONCE_POOL)
    nonceAt = 0
  }
  const nonce = NONCE_POOL.subarray(nonceAt, nonceAt + NONCE_BYTES)
  nonceAt += NONCE_BYTES
  return nonce
}

export function sealWith(key: KeyObject, plain: Uint8Array | string, keyId: number): Buffer {
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  cipher.final()
  return Buffer.concat([Buffer.from([FORMAT, keyId]), nonce, body, cipher.getAuthTag()])
}

/** Throws where the bytes were changed or sealed under another key. */
export function openWith(key: KeyObject, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes[0] !== FORMAT) throw new Error(`unknown seal format ${bytes[0]}`)
  const bodyAt = HEADER_BYTES + NONCE_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(HEADER_BYTES, bodyAt))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(bodyAt, bytes.length - TAG_BYTES)), decipher.final()])
}
