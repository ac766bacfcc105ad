import { SCOPES } from '@tidegate/contract'
import type { OrderPage } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { receive } from '../../../../../tools/test-world.ts'
import { openApiRig, sampleOrder } from './open-api-rig.ts'
import type { OpenApiRig } from './open-api-rig.ts'

const ORDERS = '/api/v1/orders'
const KEY = { 'idempotency-key': 'import-2026-11-11/1' }

test('the same request under the same key gets the first answer, whatever happened since', async () => {
  await using rig = await openApiRig()
  const first = await rig.post(ORDERS, sampleOrder(), KEY)
  expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined])
  await rig.post(ORDERS, sampleOrder({ version: '2026-11-12T00:00:00Z', platformState: 'closed' }))
  const again = await rig.post(ORDERS, sampleOrder(), KEY)
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([201, first.text, 'true'])
  expect(again.headers['content-type']).toBe(first.headers['content-type'])
})

test('another body or another address under the same key is refused, and nothing is done', async () => {
  await using rig = await openApiRig()
  await rig.post(ORDERS, sampleOrder(), KEY)
  const refused = [422, { code: 'idempotency_key_reused', field: '/headers/idempotency-key', retryable: false }]
  const other = await rig.post(ORDERS, sampleOrder({ platformOrderId: 'SO-2' }), KEY)
  expect([other.status, other.json]).toMatchObject(refused)
  const elsewhere = await rig.post(`${ORDERS}/bulk`, { orders: [sampleOrder()] }, KEY)
  expect([elsewhere.status, elsewhere.json]).toMatchObject(refused)
  expect(((await rig.get(ORDERS)).json as OrderPage).orders).toHaveLength(1)
})

test('two programs that choose the same key never meet', async () => {
  await using rig = await openApiRig()
  await rig.post(ORDERS, sampleOrder(), KEY)
  const headers = { ...KEY, ...(await rig.keyHeaders(SCOPES)) }
  const other = await rig.ask(ORDERS, { method: 'POST', headers, body: sampleOrder({ platformOrderId: 'SO-2' }) })
  expect(other.status).toBe(201)
})

test('of many sent at once one is done, and all hear its answer', async () => {
  await using rig = await openApiRig()
  await rig.engine.gate.submit(receive('A', 'HD', 5))
  const answers = await Promise.all(Array.from({ length: 12 }, () => rig.post(ORDERS, sampleOrder(), KEY)))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 201, json: { outcome: 'recorded' } })
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1)
})

test('a refusal of what was asked is an answer too; a request of the wrong form is not', async () => {
  await using rig = await openApiRig()
  const wrong = await rig.post(ORDERS, sampleOrder({ line: { quantity: 0 } }), KEY)
  expect(wrong.status).toBe(400)
  const body = sampleOrder({ shop: 'later' })
  const first = await rig.post(ORDERS, body, KEY)
  expect([first.status, first.json]).toMatchObject([422, { code: 'shop_unknown' }])
  await rig.engine.gate.setup.addShop({ channel: 'open_api', shop: 'later', name: 'Later' })
  const again = await rig.post(ORDERS, body, KEY)
  expect([again.status, again.text, again.headers['content-type']]).toEqual([
    422,
    first.text,
    first.headers['content-type'],
  ])
  expect((await rig.post(ORDERS, body)).status).toBe(201)
})

test('facts and bulk are answered once as well', async () => {
  await using rig = await openApiRig()
  for (const [path, body] of [
    ['/api/v1/stock/receipts', { sku: 'A', location: 'HD', quantity: 1, reference: 'R' }],
    ['/api/v1/orders/bulk', { orders: [sampleOrder(), sampleOrder({ platformOrderId: 'SO-2' })] }],
  ] as const) {
    const key = { 'idempotency-key': path }
    const first = await rig.post(path, body, key)
    expect(first.text).toContain('"recorded"')
    expect((await rig.post(path, body, key)).text).toBe(first.text)
  }
})

test('a full gate says when to come back, keeps no answer, and takes the request later', async () => {
  await using rig = await openApiRig()
  await using full = await fillTheGate(rig)
  for (const [path, body] of [
    [ORDERS, sampleOrder()],
    [`${ORDERS}/bulk`, { orders: [sampleOrder()] }],
  ] as const) {
    const refused = await rig.post(path, body, { 'idempotency-key': path })
    expect([refused.status, refused.json]).toMatchObject([503, { code: 'overloaded', retryable: true }])
    expect(refused.headers['retry-after']).toBe('1')
  }
  await full.release()
  const taken = await rig.post(ORDERS, sampleOrder(), { 'idempotency-key': ORDERS })
  expect([taken.status, taken.headers['idempotency-replayed']]).toEqual([201, undefined])
})

test('a key of no or too many characters is refused', async () => {
  await using rig = await openApiRig()
  expect((await rig.post(ORDERS, sampleOrder(), { 'idempotency-key': 'x'.repeat(201) })).json).toMatchObject({
    code: 'bad_request',
    field: '/idempotency-key',
  })
})

const QUEUE_COMMANDS_MAX = 20_000

interface FullGate extends AsyncDisposable {
  release(): Promise<void>
}

/** Two batches stand still before a locked pool, and behind them the queue is filled to its limit. */
async function fillTheGate({ engine: { gate, engine } }: OpenApiRig): Promise<FullGate> {
  const locked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const holding = engine.control.begin(async (tx) => {
    await tx`select 1 as one from merchant_test.pools for update`
    locked.resolve()
    await released.promise
  })
  await locked.promise
  const waiting: Promise<unknown>[] = []
  for (const reference of ['1', '2']) {
    waiting.push(gate.submit({ ...receive('A', 'HD', 1), reference }))
    while (gate.door.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const key = { channel: 'open_api', shop: 'erp', platformOrderId: 'nobody' } as const
  for (let count = 0; count < QUEUE_COMMANDS_MAX; count += 1)
    waiting.push(gate.submit({ kind: 'record_refund', actor: 'test', key, refundId: String(count), amountFen: 1 }))
  const release = async (): Promise<void> => {
    released.resolve()
    await holding
    await Promise.all(waiting)
  }
  return { release, [Symbol.asyncDispose]: release }
}
