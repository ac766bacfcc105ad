// What a request's `sign` must be, by the developer guide. Written on its own: the adapter signs by other code, so one
// mistake cannot hide in both.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Parameters } from './method.ts'

export function expectedSign(parameters: Parameters, secret: string): string {
  const names = [...parameters.keys()].filter((name) => name !== 'sign')
  names.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
  const hash = createHash('md5').update(secret)
  for (const name of names) hash.update(name).update(parameters.get(name)!)
  return hash.update(secret).digest('hex').toUpperCase()
}

/** The address of the message connection carries it: base64 of the hexadecimal text. */
export function expectedDigest({ clientId, ms }: { clientId: string; ms: string }, secret: string): string {
  const hex = createHash('md5').update(`${clientId}${ms}${secret}`).digest('hex')
  return Buffer.from(hex, 'ascii').toString('base64')
}
