// What a request's `sign` must be, and what this platform signs its messages with. Written on its own: the adapter signs
// by other code, so one mistake cannot hide in both.

import { createHash, createHmac } from 'node:crypto'

/** Over the body as it arrived. Null where the named digest is not known; md5 where none is named. */
export function expectedSign(query: URLSearchParams, body: string, secret: string): string | null {
  const of = (name: string): string => query.get(name) ?? ''
  const pairs = ['app_key', of('app_key'), 'method', of('method'), 'param_json', body]
  const text = [secret, ...pairs, 'timestamp', of('timestamp'), 'v', of('v'), secret].join('')
  switch (query.get('sign_method') ?? 'md5') {
    case 'hmac-sha256':
      return createHmac('sha256', secret).update(text, 'utf8').digest('hex')
    case 'md5':
      return createHash('md5').update(text, 'utf8').digest('hex')
    default:
      return null
  }
}

export function eventSign({ appKey, secret }: { appKey: string; secret: string }, body: string): string {
  return createHash('md5').update(`${appKey}${body}${secret}`, 'utf8').digest('hex')
}
