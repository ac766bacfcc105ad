import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'

const key = (id: string) => ({ ...SHOP, platformOrderId: id })

test('a paid order is reserved, routed, allocated and gets its fulfillment order in one batch', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  expect(await gate.submit(receive('A', 'HD', 5))).toEqual({ outcome: 'recorded', onHand: 5, short: 0 })
  expect(await gate.submit(order({ id: '1', lines: { A: 2 } }))).toMatchObject({ outcome: 'recorded' })
  const [level] = await gate.database`select on_hand, allocated, short from stock_levels`
  expect(level).toEqual({ on_hand: 5, allocated: 2, short: 0 })
  const events = await gate.database`select seq, kind, body from order_events order by seq`
  expect(events.map((event) => event['kind'])).toEqual(['order_received', 'order_allocated'])
  expect(events[1]?.['body']).toMatchObject({
    units: 2,
    fromReserved: 0,
    queue: 'normal',
    rows: ['east', 'value-normal'],
  })
  const fulfillmentOrders = await gate.database`select state from fulfillment_orders`
  expect(fulfillmentOrders).toEqual([{ state: 'open' }])
})

test('the same content is recorded once, however often it comes', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 100))
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => gate.submit(order({ id: '7' }))))
  expect(outcomes.filter((each) => each.outcome === 'recorded')).toHaveLength(1)
  expect(outcomes.filter((each) => each.outcome === 'already_recorded')).toHaveLength(49)
})

test('life of an order: unpaid, paid, held, released, shipped', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 3))
  const now = Date.now()
  expect(await gate.submit(order({ id: '1', paid: false, placedAt: now }))).toMatchObject({ outcome: 'recorded' })
  expect((await gate.database`select reserved, allocated from pools where reserved > 0`)[0]).toEqual({
    reserved: 1,
    allocated: 0,
  })
  expect(
    await gate.submit({ kind: 'place_hold', actor: 'user:1', key: key('1'), hold: 'risk', reason: 'check' }),
  ).toEqual({ outcome: 'held' })
  const paid = {
    kind: 'record_payment',
    actor: 'api',
    key: key('1'),
    leg: 'whole',
    paidFen: 1_000,
    paidAt: now,
  } as const
  expect(await gate.submit(paid)).toEqual({ outcome: 'recorded' })
  expect(await gate.submit(paid)).toEqual({ outcome: 'already_recorded' })
  expect((await gate.database`select reserved, allocated from pools where reserved > 0`)[0]).toEqual({
    reserved: 1,
    allocated: 0,
  })
  expect(await gate.submit({ kind: 'release_hold', actor: 'user:1', key: key('1'), hold: 'risk' })).toEqual({
    outcome: 'released',
  })
  const [work] = await gate.database<{ id: number }[]>`select id from fulfillment_orders`
  const ship = {
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1',
  } as const
  expect(await gate.submit(ship)).toEqual({ outcome: 'shipped' })
  expect(await gate.submit(ship)).toEqual({ outcome: 'already_shipped' })
  expect((await gate.database`select on_hand, reserved, allocated from pools order by sku_id limit 1`)[0]).toEqual({
    on_hand: 2,
    reserved: 0,
    allocated: 0,
  })
  expect(await gate.submit({ kind: 'cancel_order', actor: 'user:1', key: key('1'), reason: 'late' })).toEqual({
    outcome: 'already_shipped',
  })
})

test('a poison command is halved out and quarantined; the others finish', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 100))
  const bad = order({ id: 'bad' })
  bad.snapshot.currency = 'C\u0000Y'
  const outcomes = await Promise.all([
    ...Array.from({ length: 20 }, (_, index) => gate.submit(order({ id: `ok-${index}` }))),
    gate.submit(bad, Buffer.from('raw bytes')),
  ])
  expect(outcomes.slice(0, 20).every((each) => each.outcome === 'recorded')).toBe(true)
  expect(outcomes[20]).toMatchObject({ outcome: 'quarantined' })
  expect(await gate.database`select subject, content_kind from quarantine`).toEqual([
    { subject: 'order:taobao/main/bad', content_kind: 'raw' },
  ])
})

test('stock that comes lets the order that waited for it go on', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(order({ id: '1', lines: { A: 2 } }))
  expect(await gate.database`select kind from holds where released_at is null`).toEqual([{ kind: 'out_of_stock' }])
  await gate.submit(receive('A', 'HB', 2))
  expect(await gate.runDueWork()).toBe(1)
  expect(await gate.database`select state from fulfillment_orders`).toEqual([{ state: 'open' }])
  expect(await gate.database`select sku_id from follow_ups`).toEqual([])
})

test('commands of one order take effect in the order they were handed in, whatever the batches', async () => {
  await using world = await openTestEngine({ batchCommandsMax: 1 })
  const { gate } = world
  await gate.submit(receive('A', 'HD', 100))
  const stories = Array.from({ length: 20 }, (_, index) => String(index)).map((id) =>
    Promise.all([
      gate.submit(order({ id })),
      gate.submit({ kind: 'place_hold', actor: 'user:1', key: key(id), hold: 'manual', reason: 'wait' }),
      gate.submit({ kind: 'release_hold', actor: 'user:1', key: key(id), hold: 'manual' }),
      gate.submit({ kind: 'cancel_order', actor: 'user:1', key: key(id), reason: 'changed mind' }),
    ]),
  )
  for (const outcomes of await Promise.all(stories)) {
    expect(outcomes.map((each) => each.outcome)).toEqual(['recorded', 'held', 'released', 'cancelled'])
  }
})

test('a drained door has answered everybody, also where a batch is answered in several turns', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 1_000))
  let answered = 0
  const all = Array.from({ length: 230 }, (_, index) =>
    gate.submit(order({ id: String(index) })).then(() => (answered += 1)),
  )
  await gate.drain()
  await Promise.resolve()
  expect(answered).toBe(230)
  await Promise.all(all)
})
