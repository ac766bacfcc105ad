// What a request's `sign` must be, by the rules of TOP guide docId=101617. Written from the guide on its
// own: the adapter signs by other code, so one mistake cannot hide in both.

import { Buffer } from 'node:buffer'
import { createHash, createHmac } from 'node:crypto'

/** Null where the method is not one TOP knows. */
export function expectedSign(form: ReadonlyMap<string, string>, secret: string): string | null {
  let base = ''
  const names = [...form.keys()].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
  for (const name of names) {
    const value = form.get(name) ?? ''
    if (name === 'sign' || name.length === 0 || value.length === 0) continue
    base += `${name}${value}`
  }
  const method = form.get('sign_method')
  if (method === 'md5')
    return hex(
      createHash('md5')
        .update(Buffer.from(`${secret}${base}${secret}`))
        .digest(),
    )
  if (method === 'hmac') return hex(createHmac('md5', secret).update(Buffer.from(base)).digest())
  if (method === 'hmac-sha256') return hex(createHmac('sha256', secret).update(Buffer.from(base)).digest())
  return null
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase()
}
