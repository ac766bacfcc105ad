// What a request's `sign` must be, by the developer guide. Written on its own: the adapter signs by other code, so one
// mistake cannot hide in both.

import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

export function expectedSign(request: ReadonlyMap<string, string>, secret: string): string {
  const names = [...request.keys()].filter((name) => name !== 'sign' && name !== '' && request.get(name) !== '')
  names.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
  const hash = createHash('md5').update(secret)
  for (const name of names) hash.update(name).update(request.get(name)!)
  return hash.update(secret).digest('hex').toUpperCase()
}
