import { expect, test } from 'vitest'
import { digestHex, isSameSecret } from '../digests.ts'
import type { PushRequest } from '../push.ts'
import { forgeries } from './forgeries.ts'

const body = Buffer.from('{"tid":"3800000000000000001","status":"paid"}')
const genuine: PushRequest = {
  method: 'POST',
  path: '/push',
  query: new URLSearchParams({ timestamp: '1', signature: digestHex('sha1', 'x') }),
  headers: { 'event-sign': digestHex('md5', body, 'secret'), 'app-id': '1' },
  body,
}
const isGenuine = (request: PushRequest): boolean =>
  isSameSecret(request.headers['event-sign'], digestHex('md5', request.body, 'secret')) &&
  isSameSecret(request.query.get('signature') ?? undefined, digestHex('sha1', 'x'))

test('a checked body and its proofs withstand more than thirty forgeries, all different', () => {
  expect(isGenuine(genuine)).toBe(true)
  const forged = forgeries(genuine, 'body')
  expect(forged.length).toBeGreaterThan(30)
  expect(forged.filter(({ request }) => isGenuine(request)).map(({ name }) => name)).toEqual([])
  expect(new Set(forged.map(({ name }) => name)).size).toBe(forged.length)
})

test('where headers are the proof only they are spoiled; where a cipher is, only the body', () => {
  expect(forgeries(genuine, 'headers').every(({ request }) => request.body === body)).toBe(true)
  expect(forgeries(genuine, 'cipher').every(({ request }) => request.body !== body)).toBe(true)
})
