import { expect, test } from 'vitest'
import type { NewOrder } from '../new-order.ts'
import type { OrderDetail } from '../order.ts'
import type { OrderPage } from '../order-list.ts'
import type { Overview } from '../overview.ts'
import type { Problem } from '../problems.ts'
import type { Session } from '../session.ts'
import { ApiProblem, createClient } from './create-client.ts'
import type { Client, ClientProblem, ClientRequest } from './create-client.ts'
import type { Operations } from './operations.generated.ts'

interface Sent extends ClientRequest {
  url: string
}

function clientOver(answer: { status?: number; text?: string; retryAfter?: string }): { client: Client; sent: Sent[] } {
  const { status = 200, text = '{}', retryAfter = null } = answer
  const sent: Sent[] = []
  const client = createClient({
    baseUrl: 'http://shop',
    headers: { authorization: 'Bearer tg_x' },
    fetch(url, request) {
      sent.push({ url, ...request })
      const headers = { get: (name: string) => (name === 'retry-after' ? retryAfter : null) }
      return Promise.resolve({ ok: status < 300, status, headers, text: () => Promise.resolve(text) })
    },
  })
  return { client, sent }
}

test('path and query are written so that nothing in them can become another address', async () => {
  const { client, sent } = clientOver({})
  await client('GET /api/v1/orders/{number}', { path: { number: '../session?x=1#' } })
  await client('GET /api/v1/orders/by-platform-id', { query: { shop: 'erp', platformOrderId: 'a&b=c d' } })
  await client('GET /api/v1/orders')
  expect(sent.map(({ url }) => url)).toEqual([
    'http://shop/api/v1/orders/..%2Fsession%3Fx%3D1%23',
    'http://shop/api/v1/orders/by-platform-id?shop=erp&platformOrderId=a%26b%3Dc%20d',
    'http://shop/api/v1/orders',
  ])
})

test('a body is sent as JSON, with the headers of the client and of the request', async () => {
  const { client, sent } = clientOver({ status: 201, text: '{"outcome":"recorded"}' })
  const body = { leg: 'whole', paidFen: 1, paidAt: '2026-11-11T10:00:00Z' } as const
  const given = { path: { number: 'OA1' }, headers: { 'idempotency-key': 'k' }, body }
  expect(await client('POST /api/v1/orders/{number}/payments', given)).toEqual({ outcome: 'recorded' })
  expect(sent[0]).toEqual({
    url: 'http://shop/api/v1/orders/OA1/payments',
    method: 'POST',
    headers: {
      accept: 'application/json, application/problem+json',
      authorization: 'Bearer tg_x',
      'idempotency-key': 'k',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
})

test('a refusal is thrown with its problem and when to come back', async () => {
  const problem = { type: 't', title: 'Busy', status: 429, code: 'too_many_requests', retryable: true }
  const { client } = clientOver({ status: 429, text: JSON.stringify(problem), retryAfter: '7' })
  const refused = await client('GET /api/v1/orders').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApiProblem)
  expect(refused).toMatchObject({ problem, retryAfterSeconds: 7, message: 'Busy' })
})

test('an answer that is no problem document is one all the same', async () => {
  for (const text of ['<html>', '', '[]', '"x"']) {
    const refused = await clientOver({ status: 502, text })
      .client('GET /api/v1/orders')
      .catch((error: unknown) => error)
    expect(refused, text).toMatchObject({
      problem: { code: 'unknown', status: 502, retryable: true },
      retryAfterSeconds: null,
    })
  }
})

test('an answer without content is undefined', async () => {
  expect(await clientOver({ status: 204, text: '' }).client('DELETE /api/v1/session')).toBeUndefined()
})

type Same<A, B> = [A, B] extends [B, A] ? true : false
type AnswerOf<N extends keyof Operations> = Operations[N]['answer']

test('what the client answers is what the contract calls it', () => {
  // The compiler is the test: a type that differs makes one of these `false`.
  const same: true[] = [
    true satisfies Same<AnswerOf<'GET /api/v1/orders'>, OrderPage>,
    true satisfies Same<AnswerOf<'GET /api/v1/orders/{number}'>, OrderDetail>,
    true satisfies Same<AnswerOf<'GET /api/v1/overview'>, Overview>,
    true satisfies Same<AnswerOf<'GET /api/v1/session'>, Session>,
    true satisfies Same<Operations['POST /api/v1/orders']['body'], NewOrder>,
    true satisfies Same<ClientProblem, Problem>,
  ]
  expect(same).not.toContain(false)
})
