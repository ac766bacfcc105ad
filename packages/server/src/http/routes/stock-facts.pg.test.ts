import { expect, test } from 'vitest'
import { openApiRig, sampleOrder } from '../open-api/open-api-rig.ts'

const RECEIPTS = '/api/v1/stock/receipts'
const ADJUSTMENTS = '/api/v1/stock/adjustments'

const receipt = { sku: 'A', location: 'HD', quantity: 10, reference: 'GRN-1' }

test('goods that came in are recorded once per paper', async () => {
  await using rig = await openApiRig()
  const first = await rig.post(RECEIPTS, receipt)
  expect([first.status, first.json]).toEqual([201, { outcome: 'recorded', onHand: 10, short: 0 }])
  const again = await rig.post(RECEIPTS, receipt)
  expect([again.status, again.json]).toEqual([200, { outcome: 'already_recorded' }])
  expect((await rig.post(RECEIPTS, { ...receipt, quantity: 11 })).json).toMatchObject({
    code: 'recorded_with_different_quantity',
    field: '/quantity',
    expected: '10',
  })
  expect((await rig.post(RECEIPTS, { ...receipt, reference: 'GRN-2' })).json).toMatchObject({ onHand: 20 })
})

test('a count that differs says how many are short of what was promised, and never takes what is not there', async () => {
  await using rig = await openApiRig()
  await rig.post(RECEIPTS, receipt)
  await rig.post('/api/v1/orders', sampleOrder({ skus: { A: 8 } }))
  const count = { sku: 'A', location: 'HD', quantity: -5, reference: 'COUNT-1', reason: '盘点' }
  expect((await rig.post(ADJUSTMENTS, count)).json).toEqual({ outcome: 'recorded', onHand: 5, short: 3 })
  expect((await rig.post(ADJUSTMENTS, { ...count, quantity: -6, reference: 'COUNT-2' })).json).toMatchObject({
    code: 'exceeds_on_hand',
    status: 409,
    field: '/quantity',
    expected: 'at least -5',
  })
})

test('a receipt that is not as expected names its field', async () => {
  await using rig = await openApiRig()
  const id = 'text without control characters and without spaces around it'
  for (const [change, field, expected] of [
    [{ quantity: 0 }, '/quantity', 'at least 1'],
    [{ quantity: -1 }, '/quantity', 'at least 1'],
    [{ quantity: 1.5 }, '/quantity', 'a value of type integer'],
    [{ quantity: '5' }, '/quantity', 'a value of type integer'],
    [{ quantity: 1_000_001 }, '/quantity', 'at most 1000000'],
    [{ sku: 7 }, '/sku', 'a value of type string'],
    [{ sku: 'no such' }, '/sku', 'the code of a SKU'],
    [{ location: 'no such' }, '/location', 'the code of a location'],
    [{ reference: ' GRN-1' }, '/reference', id],
    [{ reason: 'x' }, '/reason', 'no such field'],
  ] as const)
    expect((await rig.post(RECEIPTS, { ...receipt, ...change })).json, field).toMatchObject({ field, expected })
})

test('an adjustment of nothing, or without a reason, is refused', async () => {
  await using rig = await openApiRig()
  const adjust = async (change: object): Promise<unknown> =>
    (await rig.post(ADJUSTMENTS, { sku: 'A', location: 'HD', quantity: 1, reference: 'C', reason: 'x', ...change }))
      .json
  expect(await adjust({ quantity: 0 })).toMatchObject({ field: '/quantity', expected: 'another value' })
  expect(await adjust({ reason: undefined })).toMatchObject({ field: '/reason', expected: 'a value' })
  expect(await adjust({})).toMatchObject({ outcome: 'recorded', onHand: 1 })
})

test('in bulk each fact has its own outcome', async () => {
  await using rig = await openApiRig()
  const receipts = [
    receipt,
    { ...receipt, sku: 'no such' },
    { ...receipt, sku: 'B', quantity: 0 },
    { ...receipt, sku: 'C' },
  ]
  const received = await rig.post(`${RECEIPTS}/bulk`, { receipts })
  expect([received.status, received.json]).toMatchObject([
    200,
    {
      results: [
        { outcome: 'recorded', onHand: 10 },
        { problem: { code: 'sku_unknown', field: '/receipts/1/sku' } },
        { problem: { code: 'bad_request', field: '/receipts/2/quantity' } },
        { outcome: 'recorded', onHand: 10 },
      ],
    },
  ])
  const adjustments = [-4, -7].map((quantity) => ({
    sku: 'A',
    location: 'HD',
    quantity,
    reference: `C${quantity}`,
    reason: '',
  }))
  expect((await rig.post(`${ADJUSTMENTS}/bulk`, { adjustments })).json).toMatchObject({
    results: [{ onHand: 6 }, { problem: { code: 'exceeds_on_hand', field: '/adjustments/1/quantity' } }],
  })
})
