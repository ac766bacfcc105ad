import { OrderDetail, OrderPage, Overview } from '@tidegate/contract'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'
import { TEST_RULES, order, receive } from '../../../../tools/test-world.ts'

test('orders, one order and the overview come over the wire as the contract says', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(order({ id: '1', lines: { A: 2 } }))
  await gate.submit(order({ id: '2', lines: { B: 1 } }))
  const headers = { cookie: await rig.signIn('viewer') }
  const page = (await rig.ask('/api/v1/orders', { headers })).json as OrderPage
  expect(Value.Check(OrderPage, page)).toBe(true)
  expect(page).toMatchObject({
    orders: [
      { platformOrderId: '2', stage: 'waiting_stock' },
      { platformOrderId: '1', stage: 'to_ship' },
    ],
    next: null,
  })
  const detail = await rig.ask(`/api/v1/orders/${page.orders[1]?.number ?? ''}`, { headers })
  expect(Value.Check(OrderDetail, detail.json)).toBe(true)
  expect(detail.json).toMatchObject({
    order: page.orders[1],
    timeline: [{ kind: 'order_received', body: expect.anything() }, { kind: 'order_allocated' }],
  })
  const overview = await rig.ask('/api/v1/overview', { headers })
  expect(Value.Check(Overview, overview.json)).toBe(true)
  expect(overview.json).toMatchObject({ ordersTotal: 2, merchant: { code: 'test' } })
})

test('nothing the receiver gave in confidence is on the wire', async () => {
  await using rig = await openTestApp()
  await rig.engine.gate.submit(
    order({ id: '1', receiver: { name: '王小明', phone: '13912345678', address: '幸福里 8 号', memo: '放门口' } }),
  )
  const headers = { cookie: await rig.signIn('owner') }
  const page = (await rig.ask('/api/v1/orders', { headers })).json as OrderPage
  const texts = [JSON.stringify(page)]
  for (const path of ['', '/explanation'])
    texts.push((await rig.ask(`/api/v1/orders/${page.orders[0]?.number ?? ''}${path}`, { headers })).text)
  for (const text of texts) expect(text).not.toMatch(/王小明|13912345678|幸福里|放门口/)
})

test('a page is taken up where the last one ended', async () => {
  await using rig = await openTestApp()
  for (const id of ['1', '2', '3']) await rig.engine.gate.submit(order({ id }))
  const headers = { cookie: await rig.signIn('viewer') }
  const first = (await rig.ask('/api/v1/orders?limit=2', { headers })).json as OrderPage
  const rest = (await rig.ask(`/api/v1/orders?limit=2&before=${first.next ?? ''}`, { headers })).json as OrderPage
  expect([...first.orders, ...rest.orders].map((each) => each.platformOrderId)).toEqual(['3', '2', '1'])
  expect(rest.next).toBeNull()
})

test('the list is narrowed and searched over the wire, and says how many there are', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(order({ id: 'P-1', lines: { A: 2 }, province: '广东省' }))
  await gate.submit(order({ id: 'P-2', lines: { B: 1 } }))
  await gate.submit(order({ id: 'P-3', lines: { A: 1 }, paid: false, placedAt: Date.now() }))
  const headers = { cookie: await rig.signIn('viewer') }
  const list = async (query: string) => {
    const page = (await rig.ask(`/api/v1/orders?${query}`, { headers })).json as OrderPage
    return { ids: page.orders.map((each) => each.platformOrderId), count: page.count, foundBy: page.foundBy }
  }
  const one = { orders: 1, isAll: true }
  const province = encodeURIComponent('广东省')
  expect(await list(`province=${province}&stage=to_ship,shipped&location=HD&sku=A&channel=taobao&shop=main`)).toEqual({
    ids: ['P-1'],
    count: one,
    foundBy: [],
  })
  expect(await list('hold=out_of_stock')).toEqual({ ids: ['P-2'], count: one, foundBy: [] })
  expect(await list('placedFrom=2026-11-11T00:00:00%2B08:00&placedTo=2026-11-11T00:00:01%2B08:00')).toMatchObject({
    ids: ['P-2', 'P-1'],
  })
  expect(await list('payableFromFen=1500&payableToFen=2000')).toMatchObject({ ids: ['P-1'] })
  expect(await list('search=P-3')).toEqual({ ids: ['P-3'], count: one, foundBy: ['platform_order_id'] })
  expect(await list('search=%20')).toMatchObject({ ids: ['P-3', 'P-2', 'P-1'], foundBy: [] })
})

test.each([
  ['location=NOWHERE', '/location'],
  ['sku=NOTHING', '/sku'],
  ['channel=taobao&shop=nobody', '/shop'],
  ['shop=main', '/channel'],
  ['stage=to_ship,gone', '/stage'],
  ['hold=every', '/hold'],
  ['payableFromFen=-1', '/payableFromFen'],
  ['placedFrom=2026-11-11', '/placedFrom'],
  ['before=1x', '/before'],
])('a list of orders by %s is refused by the name of its field', async (query, field) => {
  await using rig = await openTestApp()
  const headers = { cookie: await rig.signIn('viewer') }
  expect((await rig.ask(`/api/v1/orders?${query}`, { headers })).json).toMatchObject({ code: 'bad_request', field })
})

test("another merchant's order is not there, whatever the request names", async () => {
  await using rig = await openTestApp()
  await rig.engine.gate.submit(order({ id: '1' }))
  const [own] = (
    (await rig.ask('/api/v1/orders', { headers: { cookie: await rig.signIn('owner') } })).json as OrderPage
  ).orders
  const cookie = await signInElsewhere(rig)
  const claims = { cookie, 'x-tenant-id': 'test', 'x-merchant': 'test', 'x-forwarded-host': 'test' }
  const number = own?.number ?? ''
  for (const path of [
    `/api/v1/orders/${number}`,
    `/api/v1/orders/${number}?merchant=test`,
    `/api/v1/orders/${number}/explanation`,
  ]) {
    expect((await rig.ask(path, { headers: claims })).json, path).toMatchObject({ code: 'not_found' })
  }
  expect((await rig.ask('/api/v1/orders?merchant=test', { headers: claims })).json).toMatchObject({
    orders: [],
    next: null,
  })
  expect((await rig.ask('/api/v1/session', { headers: claims })).json).toMatchObject({
    merchant: { code: 'neighbour' },
  })
})

async function signInElsewhere(rig: TestApp): Promise<string> {
  await rig.engine.engine.merchants.create({ code: 'neighbour', name: 'Neighbour', isDemo: false, rules: TEST_RULES })
  return rig.signIn('owner', 'neighbour')
}
