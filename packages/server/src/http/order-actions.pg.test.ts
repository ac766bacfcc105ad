import { ROLES, rolesThatRelease } from '@tidegate/contract'
import type { BulkResult, OrderDetail } from '@tidegate/contract'
import { HOLD_KINDS } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { TEST_RULES, order, receive } from '../../../../tools/test-world.ts'
import { openTestApp } from './test-app.ts'
import type { TestAnswer, TestApp } from './test-app.ts'

const REASON = { reason: 'the buyer called' }

async function record(rig: TestApp, id: string): Promise<string> {
  const outcome = await rig.engine.gate.submit(order({ id }))
  return 'number' in outcome ? outcome.number : ''
}

function asking(rig: TestApp, headers: Record<string, string>) {
  return (path: string, body: unknown): Promise<TestAnswer> =>
    rig.ask(`/api/v1/orders/${path}`, { method: 'POST', headers, body })
}

async function detailOf(rig: TestApp, number: string): Promise<OrderDetail> {
  return (await rig.ask(`/api/v1/orders/${number}`, { headers: { cookie: await rig.signIn('viewer') } }))
    .json as OrderDetail
}

test('an order is held, released and cancelled by number, each signed by who asked and why', async () => {
  await using rig = await openTestApp()
  await rig.engine.gate.submit(receive('A', 'HD', 10))
  const number = await record(rig, '1')
  const ask = asking(rig, { cookie: await rig.signIn('operations') })
  const holds = `${number}/holds`
  expect((await ask(holds, { hold: 'manual', ...REASON })).json).toEqual({ number, outcome: 'held' })
  expect((await ask(holds, { hold: 'manual', ...REASON })).json).toEqual({ number, outcome: 'already_held' })
  expect(await detailOf(rig, number)).toMatchObject({ order: { stage: 'held', holds: ['manual'] } })
  expect((await ask(`${holds}/manual/release`, REASON)).json).toEqual({ number, outcome: 'released' })
  expect((await ask(`${holds}/manual/release`, REASON)).json).toEqual({ number, outcome: 'not_held' })
  expect((await ask(`${number}/cancel`, REASON)).json).toEqual({ number, outcome: 'cancelled' })
  expect((await ask(`${number}/cancel`, REASON)).json).toEqual({ number, outcome: 'already_cancelled' })
  const { order: closed, timeline } = await detailOf(rig, number)
  expect(closed.stage).toBe('closed')
  const signed = timeline.filter(({ kind }) => ['hold_placed', 'hold_released', 'order_cancelled'].includes(kind))
  expect(signed.map(({ kind, body }) => [kind, body['reason']])).toEqual([
    ['hold_placed', REASON.reason],
    ['hold_released', REASON.reason],
    ['order_cancelled', REASON.reason],
  ])
  for (const { actor } of signed) expect(actor).toMatch(/^user:\d+$/)
})

test('an order that has shipped says so, and one that is not there is not found', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 10))
  const number = await record(rig, '1')
  const [work] = await gate.database<{ id: number }[]>`select id from fulfillment_orders`
  await gate.submit({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1',
  })
  const ask = asking(rig, { cookie: await rig.signIn('service') })
  expect((await ask(`${number}/cancel`, REASON)).json).toEqual({ number, outcome: 'already_shipped' })
  expect((await ask(`${number}/holds`, { hold: 'address', ...REASON })).json).toMatchObject({
    outcome: 'nothing_to_hold',
  })
  expect((await ask('TB202611110000000000000001/cancel', REASON)).json).toMatchObject({ code: 'not_found' })
})

test('of many orders each has an outcome of its own, in the order they were named', async () => {
  await using rig = await openTestApp()
  await rig.engine.gate.submit(receive('A', 'HD', 10))
  const numbers = [await record(rig, '1'), 'TB202611110000000000000001', await record(rig, '2'), await record(rig, '3')]
  const ask = asking(rig, { cookie: await rig.signIn('operations') })
  await ask(`${numbers[2]}/cancel`, REASON)
  const outcomes = async (action: object): Promise<string[]> => {
    const answer = await ask('actions', { numbers, do: { ...action, ...REASON } })
    const { results } = answer.json as BulkResult
    expect(results.map((result) => result.number)).toEqual(numbers)
    return results.map((result) => result.outcome)
  }
  expect(await outcomes({ action: 'place_hold', hold: 'manual' })).toEqual([
    'held',
    'order_unknown',
    'nothing_to_hold',
    'held',
  ])
  expect(await outcomes({ action: 'release_hold', hold: 'manual' })).toEqual([
    'released',
    'order_unknown',
    'not_held',
    'released',
  ])
  expect(await outcomes({ action: 'cancel_order' })).toEqual([
    'cancelled',
    'order_unknown',
    'already_cancelled',
    'cancelled',
  ])
})

test('too many at once, twice the same, an unknown kind and a missing reason are named', async () => {
  await using rig = await openTestApp()
  const number = await record(rig, '1')
  const ask = asking(rig, { cookie: await rig.signIn('owner') })
  const many = Array.from({ length: 201 }, (_, index) => `TB${index}`)
  const cancel = { action: 'cancel_order', ...REASON }
  expect((await ask('actions', { numbers: many, do: cancel })).json).toMatchObject({
    code: 'bad_request',
    field: '/numbers',
    expected: 'at most 200 of them',
  })
  expect((await ask('actions', { numbers: [number, number], do: cancel })).json).toMatchObject({ field: '/numbers' })
  expect((await ask(`${number}/holds`, { hold: 'payment', ...REASON })).json).toMatchObject({
    field: '/hold',
    expected: 'one of risk, address, manual',
  })
  expect((await ask(`${number}/cancel`, {})).json).toMatchObject({ field: '/reason', expected: 'a value' })
})

test('a telephone number does not get into the timeline by way of a reason', async () => {
  await using rig = await openTestApp()
  const number = await record(rig, '1')
  const ask = asking(rig, { cookie: await rig.signIn('owner') })
  const answer = await ask(`${number}/cancel`, { reason: '客户来电 13912345678 要求取消' })
  expect(answer.json).toMatchObject({ code: 'bad_request', field: '/reason' })
  expect(answer.text + rig.logs.join()).not.toContain('13912345678')
  // A platform's order id is longer and may be named.
  expect((await ask(`${number}/cancel`, { reason: '改拍 4213912345678000191' })).json).toMatchObject({
    outcome: 'cancelled',
  })
})

test('a kind of hold is released by the roles that answer for it and by no other', async () => {
  await using rig = await openTestApp()
  const number = await record(rig, '1')
  for (const role of ROLES) {
    const ask = asking(rig, { cookie: await rig.signIn(role) })
    for (const hold of HOLD_KINDS) {
      const may = rolesThatRelease(hold).includes(role)
      const one = await ask(`${number}/holds/${hold}/release`, REASON)
      expect(one.json, `${role} ${hold}`).toMatchObject(may ? { number } : { code: 'not_allowed' })
      const many = await ask('actions', { numbers: [number], do: { action: 'release_hold', hold, ...REASON } })
      expect(many.status, `${role} ${hold} of many`).toBe(may ? 200 : 403)
    }
  }
})

test('a program with the scope acts in its own name', async () => {
  await using rig = await openTestApp()
  const number = await record(rig, '1')
  const ask = asking(rig, await rig.keyHeaders(['orders:write']))
  expect((await ask(`${number}/holds`, { hold: 'risk', ...REASON })).json).toEqual({ number, outcome: 'held' })
  const { timeline } = await detailOf(rig, number)
  expect(timeline.findLast(({ kind }) => kind === 'hold_placed')?.actor).toMatch(/^key:/)
})

test("another merchant's order is out of reach of every action", async () => {
  await using rig = await openTestApp()
  const number = await record(rig, '1')
  await rig.engine.engine.merchants.create({
    code: 'neighbour',
    name: 'Neighbour',
    isDemo: false,
    rules: TEST_RULES,
  })
  const ask = asking(rig, { cookie: await rig.signIn('owner', 'neighbour') })
  expect((await ask(`${number}/cancel`, REASON)).json).toMatchObject({ code: 'not_found' })
  const { results } = (await ask('actions', { numbers: [number], do: { action: 'cancel_order', ...REASON } }))
    .json as BulkResult
  expect(results).toEqual([{ number, outcome: 'order_unknown' }])
  expect((await detailOf(rig, number)).order.stage).not.toBe('closed')
})
