import { ApiProblem, createClient } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { openApiRig, sampleOrder } from './open-api/open-api-rig.ts'

test('the client speaks to the server: an order in, an order out, a refusal thrown', async () => {
  await using rig = await openApiRig()
  const client = createClient({ baseUrl: `http://127.0.0.1:${rig.port}`, headers: rig.headers, fetch })
  const headers = { 'idempotency-key': 'a' }
  const recorded = await client('POST /api/v1/orders', { body: sampleOrder(), headers })
  expect(await client('POST /api/v1/orders', { body: sampleOrder(), headers })).toEqual(recorded)
  const { order } = await client('GET /api/v1/orders/{number}', { path: { number: recorded.number } })
  expect(order).toMatchObject({ number: recorded.number, platformOrderId: 'SO-1' })
  const listed = await client('GET /api/v1/orders', { query: { limit: 1 } })
  expect(listed).toEqual({ orders: [order], next: null, count: { orders: 1, isAll: true }, foundBy: [] })
  const { results } = await client('POST /api/v1/orders/bulk', {
    body: { orders: [sampleOrder(), sampleOrder({ shop: 'nowhere' })] },
  })
  expect(results).toMatchObject([{ outcome: 'already_recorded' }, { problem: { code: 'shop_unknown' } }])
  const wrong = sampleOrder({ line: { quantity: 0 } })
  const refused: unknown = await client('POST /api/v1/orders', { body: wrong }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApiProblem)
  expect(refused).toMatchObject({ problem: { code: 'bad_request', field: '/lines/0/quantity', status: 400 } })
  expect(await client('GET /healthz')).toEqual({ status: 'alive' })
})
