import { OrderDetail, OrdersRecorded } from '@tidegate/contract'
import type { OrderPage } from '@tidegate/contract'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { order, receive } from '../../../../../tools/test-world.ts'
import { openApiRig, sampleOrder, unpaid } from '../open-api/open-api-rig.ts'
import type { OpenApiRig } from '../open-api/open-api-rig.ts'

const ORDERS = '/api/v1/orders'

async function record(rig: OpenApiRig, body: unknown): Promise<string> {
  const { json } = await rig.post(ORDERS, body)
  return (json as { number: string }).number
}

test('an order is recorded once, allocated, and found by our number and by its own id', async () => {
  await using rig = await openApiRig()
  await rig.engine.gate.submit(receive('A', 'HD', 5))
  const first = await rig.post(ORDERS, sampleOrder({ skus: { A: 2 } }))
  expect([first.status, first.json]).toEqual([
    201,
    { outcome: 'recorded', number: expect.stringMatching(/^OA\d{24}$/) },
  ])
  const { number } = first.json as { number: string }
  const again = await rig.post(ORDERS, sampleOrder({ skus: { A: 2 } }))
  expect([again.status, again.json]).toEqual([200, { outcome: 'already_recorded', number }])

  const byNumber = await rig.get(`${ORDERS}/${number}`)
  expect(Value.Check(OrderDetail, byNumber.json)).toBe(true)
  expect(byNumber.json).toMatchObject({
    order: { number, channel: 'open_api', shop: 'erp', platformOrderId: 'SO-1', stage: 'to_ship', units: 2 },
    timeline: [{ kind: 'order_received', actor: expect.stringMatching(/^key:\d+$/) }, { kind: 'order_allocated' }],
  })
  const byId = await rig.get(`${ORDERS}/by-platform-id?shop=erp&platformOrderId=SO-1`)
  expect(byId.json).toEqual(byNumber.json)
  expect((await rig.get(ORDERS)).json as OrderPage).toMatchObject({ orders: [{ number }], next: null })
})

test('an order nobody sent is not found by its own id, nor in another shop or channel', async () => {
  await using rig = await openApiRig()
  await record(rig, sampleOrder())
  for (const query of [
    'shop=erp&platformOrderId=SO-2',
    'shop=other&platformOrderId=SO-1',
    'channel=taobao&shop=erp&platformOrderId=SO-1',
  ])
    expect((await rig.get(`${ORDERS}/by-platform-id?${query}`)).json, query).toMatchObject({ code: 'not_found' })
  expect((await rig.get(`${ORDERS}/by-platform-id?shop=erp`)).json).toMatchObject({ field: '/platformOrderId' })
})

test('a later version replaces what it brings, an older one does not', async () => {
  await using rig = await openApiRig()
  const number = await record(rig, sampleOrder({ version: '2026-11-11T12:00:00+08:00' }))
  const newer = sampleOrder({ version: '2026-11-11T12:00:01+08:00', platformState: 'closed' })
  delete newer.lines
  expect((await rig.post(ORDERS, newer)).json).toEqual({ outcome: 'updated', number })
  const older = sampleOrder({ version: '2026-11-11T11:59:59+08:00', skus: { A: 9 } })
  expect((await rig.post(ORDERS, older)).json).toEqual({ outcome: 'older_than_known', number })
  expect((await rig.get(`${ORDERS}/${number}`)).json).toMatchObject({
    order: { platformState: 'closed' },
    lines: [{ skuCode: 'A', quantity: 1 }],
  })
})

test('a shop we do not have is named; nothing is recorded', async () => {
  await using rig = await openApiRig()
  const answer = await rig.post(ORDERS, sampleOrder({ shop: 'main' }))
  expect([answer.status, answer.json]).toMatchObject([422, { code: 'shop_unknown', field: '/shop', retryable: false }])
  expect((await rig.get(ORDERS)).json).toMatchObject({ orders: [] })
})

test('a sum that differs is recorded and held', async () => {
  await using rig = await openApiRig()
  const number = await record(rig, { ...sampleOrder(), payableFen: 999 })
  expect((await rig.get(`${ORDERS}/${number}`)).json).toMatchObject({
    holds: [{ kind: 'payment' }, { kind: 'out_of_stock' }],
  })
})

test('what was sent of the receiver is in no answer but the region', async () => {
  await using rig = await openApiRig()
  const number = await record(rig, sampleOrder())
  const { text } = await rig.get(`${ORDERS}/${number}`)
  expect(text).toContain('浙江省')
  expect(text).not.toMatch(/王小明|13912345678|幸福里/)
  expect(rig.logs.join('\n')).not.toMatch(/王小明|13912345678|幸福里/)
})

test('in bulk each order has its own outcome, and a bad one names its field and stops no other', async () => {
  await using rig = await openApiRig()
  const orders = [
    sampleOrder(),
    sampleOrder({ platformOrderId: 'SO-2', line: { quantity: 0 } }),
    'not an order',
    sampleOrder({ platformOrderId: 'SO-3', shop: 'nowhere' }),
    sampleOrder({ platformOrderId: 'SO-4', legs: [{ leg: 'whole', payableFen: 1_000, paidFen: 1_000 }] }),
    sampleOrder(),
    sampleOrder({ platformOrderId: 'SO-5' }),
  ]
  const answer = await rig.post(`${ORDERS}/bulk`, { orders })
  expect(answer.status).toBe(200)
  expect(Value.Check(OrdersRecorded, answer.json)).toBe(true)
  expect(answer.json).toMatchObject({
    results: [
      { outcome: 'recorded' },
      { problem: { code: 'bad_request', field: '/orders/1/lines/0/quantity', expected: 'at least 1' } },
      { problem: { code: 'bad_request', field: '/orders/2', expected: 'a value of type object' } },
      { problem: { code: 'shop_unknown', field: '/orders/3/shop' } },
      { problem: { code: 'bad_request', field: '/orders/4/legs/0/paidAt', expected: 'when it was paid' } },
      { outcome: 'already_recorded' },
      { outcome: 'recorded' },
    ],
  })
  expect((await rig.get(ORDERS)).json).toMatchObject({
    orders: [{ platformOrderId: 'SO-5' }, { platformOrderId: 'SO-1' }],
  })
})

test('in bulk there are limits, and what is beyond them is refused whole', async () => {
  await using rig = await openApiRig()
  const many = (count: number): object => ({
    orders: Array.from({ length: count }, (_, index) => sampleOrder({ platformOrderId: `SO-${index}` })),
  })
  expect((await rig.post(`${ORDERS}/bulk`, many(501))).json).toMatchObject({
    field: '/orders',
    expected: 'at most 500 of them',
  })
  expect((await rig.post(`${ORDERS}/bulk`, { orders: [] })).json).toMatchObject({
    field: '/orders',
    expected: 'at least 1 of them',
  })
  expect((await rig.post(`${ORDERS}/bulk`, { orders: {} })).json).toMatchObject({ field: '/orders' })
  expect((await rig.post(`${ORDERS}/bulk`, { ...many(1), more: 1 })).json).toMatchObject({ field: '/more' })
  expect((await rig.get(ORDERS)).json).toMatchObject({ orders: [] })
  const { json } = await rig.post(`${ORDERS}/bulk`, many(500))
  expect(
    (json as { results: { outcome?: string }[] }).results.filter((each) => each.outcome === 'recorded'),
  ).toHaveLength(500)
})

test('an order of two thousand lines is an order', async () => {
  await using rig = await openApiRig()
  const line = { skuCode: 'A', quantity: 1, payableFen: 1 }
  const lines = (count: number): object => ({
    ...sampleOrder({ payableFen: count }),
    lines: Array.from({ length: count }, () => line),
  })
  expect((await rig.post(ORDERS, lines(2_001))).json).toMatchObject({
    field: '/lines',
    expected: 'at most 2000 of them',
  })
  expect((await rig.post(ORDERS, lines(2_000))).json).toMatchObject({ outcome: 'recorded' })
})

test('payments: a total, told once; a leg or an order that is not there is named', async () => {
  await using rig = await openApiRig()
  const number = await record(rig, unpaid())
  const pay = (body: object, at = number): Promise<{ status: number; json: unknown }> =>
    rig.post(`${ORDERS}/${at}/payments`, body)
  const payment = { leg: 'whole', paidFen: 1_000, paidAt: '2026-11-11T10:05:00+08:00' }
  expect(await pay(payment)).toMatchObject({ status: 201, json: { outcome: 'recorded' } })
  expect(await pay(payment)).toMatchObject({ status: 200, json: { outcome: 'already_recorded' } })
  expect((await rig.get(`${ORDERS}/${number}`)).json).toMatchObject({
    order: { payment: 'paid' },
    legs: [{ paidFen: 1_000 }],
  })
  expect(await pay({ ...payment, leg: 'balance' })).toMatchObject({
    status: 422,
    json: { code: 'leg_unknown', field: '/leg' },
  })
  expect(await pay({ ...payment, paidFen: 0 })).toMatchObject({ status: 400, json: { field: '/paidFen' } })
  expect(await pay({ ...payment, paidAt: '2026-11-11T10:05:00' })).toMatchObject({
    status: 400,
    json: { field: '/paidAt' },
  })
  expect(await pay(payment, 'OA202611110000000000000001')).toMatchObject({ status: 404, json: { code: 'not_found' } })
})

test('refunds: never more than was paid, one amount per id', async () => {
  await using rig = await openApiRig()
  const number = await record(rig, sampleOrder())
  const refund = (body: object): Promise<{ status: number; json: unknown }> =>
    rig.post(`${ORDERS}/${number}/refunds`, body)
  expect(await refund({ refundId: 'R-1', amountFen: 400 })).toMatchObject({
    status: 201,
    json: { outcome: 'recorded' },
  })
  expect(await refund({ refundId: 'R-1', amountFen: 400 })).toMatchObject({
    status: 200,
    json: { outcome: 'already_recorded' },
  })
  expect(await refund({ refundId: 'R-1', amountFen: 401 })).toMatchObject({
    status: 409,
    json: { code: 'recorded_with_different_amount', field: '/amountFen', expected: '400' },
  })
  expect(await refund({ refundId: 'R-2', amountFen: 601 })).toMatchObject({
    status: 409,
    json: { code: 'exceeds_paid', field: '/amountFen', expected: 'at most 600' },
  })
  expect(await refund({ refundId: 'R-2', amountFen: -1 })).toMatchObject({ status: 400, json: { field: '/amountFen' } })
  expect(await refund({ refundId: 'R-2', amountFen: 600 })).toMatchObject({ status: 201 })
  expect((await rig.get(`${ORDERS}/${number}`)).json).toMatchObject({ order: { payment: 'refunded', stage: 'closed' } })
})

test("what was paid on a marketplace is the marketplace's to say", async () => {
  await using rig = await openApiRig()
  const recorded = await rig.engine.gate.submit(order({ id: '1', paid: false }))
  const number = 'number' in recorded ? recorded.number : ''
  const payment = { leg: 'whole', paidFen: 1_000, paidAt: '2026-11-11T10:05:00+08:00' }
  for (const [path, body] of [
    ['payments', payment],
    ['refunds', { refundId: 'R-1', amountFen: 1 }],
  ] as const)
    expect((await rig.post(`${ORDERS}/${number}/${path}`, body)).json).toMatchObject({
      code: 'channel_decides',
      status: 409,
    })
  expect((await rig.get(`${ORDERS}/${number}`)).json).toMatchObject({ order: { payment: 'unpaid' } })
})
