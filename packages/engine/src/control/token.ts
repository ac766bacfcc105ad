// Tokens that open something are random, shown once and never stored: the database keeps only their
// hash, so a stolen dump opens nothing. 256 random bits need no salt and no slow hash.

import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

export type RandomBytes = (size: number) => Buffer

export interface Token {
  text: string
  hash: Buffer
}

export function newToken(random: RandomBytes = randomBytes): Token {
  const text = random(TOKEN_BYTES).toString('base64url')
  return { text, hash: hashToken(text) }
}

/** Looking a hash up tells nothing by its timing: who can choose the hash already knows the token. */
export function hashToken(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Hashes in hex as one text[] parameter. */
export function hexArray(hashes: Iterable<string>): string {
  return `{${[...hashes].join(',')}}`
}
