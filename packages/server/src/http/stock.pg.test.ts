import { Locations, MovementPage, SkuStock, StockPage } from '@tidegate/contract'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { order, receive } from '../../../../tools/test-world.ts'
import { openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'

async function openStocked(): Promise<TestApp & { get: (path: string) => ReturnType<TestApp['ask']> }> {
  const rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(receive('B', 'HN', 4))
  await gate.submit(order({ id: '1', lines: { A: 3 } }))
  await gate.submit(order({ id: '2', lines: { A: 1 }, paid: false, placedAt: Date.now() }))
  await gate.submit(order({ id: '3', lines: { C: 2 } }))
  const headers = { cookie: await rig.signIn('viewer') }
  return Object.assign(rig, { get: (path: string) => rig.ask(`/api/v1${path}`, { headers }) })
}

test('stock comes over the wire as the contract says', async () => {
  await using rig = await openStocked()
  const list = (await rig.get('/stock')).json as StockPage
  expect(Value.Check(StockPage, list)).toBe(true)
  expect(list).toMatchObject({
    total: 3,
    skus: [
      { sku: 'A', name: 'SKU A', pool: { onHand: 10, allocated: 3, reserved: 1, available: 6, short: 0 }, level: null },
      { sku: 'B', pool: { onHand: 4, available: 4 }, waiting: { units: 0, orders: 0 } },
      { sku: 'C', pool: { onHand: 0, available: 0 }, waiting: { units: 2, orders: 1 } },
    ],
    next: null,
  })
  const one = (await rig.get('/stock/A')).json as SkuStock
  expect(Value.Check(SkuStock, one)).toBe(true)
  expect(one).toMatchObject({
    pool: list.skus[0]?.pool,
    version: list.skus[0]?.version,
    explanation: { onHand: 10, allocated: 3, reserved: 1, safety: 0, unavailable: 0, available: 6 },
    reservations: { count: 1, first: [{ holder: 'demand', payment: 'unpaid', quantity: 1 }] },
    allocations: { count: 1, first: [{ location: 'HD', state: 'open', quantity: 3 }] },
  })
  const ledger = (await rig.get('/stock/A/movements')).json as MovementPage
  expect(Value.Check(MovementPage, ledger)).toBe(true)
  expect(ledger.movements).toMatchObject([{ kind: 'receipt', quantity: 10, onHandAfter: 10, actor: 'test' }])
  const locations = (await rig.get('/locations')).json as Locations
  expect(Value.Check(Locations, locations)).toBe(true)
  expect(locations.locations.map(({ code, skus, onHand }) => [code, skus, onHand])).toEqual([
    ['HD', 1, 10],
    ['HN', 1, 4],
    ['HB', 0, 0],
    ['VIP', 0, 0],
  ])
})

test('the list is filtered, ordered and turned page by page', async () => {
  await using rig = await openStocked()
  const codes = async (query: string) =>
    ((await rig.get(`/stock?${query}`)).json as StockPage).skus.map((each) => each.sku)
  expect(await codes('waiting=true')).toEqual(['C'])
  expect(await codes('reserved=true')).toEqual(['A'])
  expect(await codes('availableBelow=5&order=available')).toEqual(['C', 'B'])
  expect(await codes('search=sku%20b')).toEqual(['B'])
  expect(await codes('location=HN')).toEqual(['B'])
  const first = (await rig.get('/stock?limit=2&order=on_hand&descending=true')).json as StockPage
  expect(first.skus.map((each) => each.sku)).toEqual(['A', 'B'])
  expect(await codes(`limit=2&order=on_hand&descending=true&after=${first.next ?? ''}`)).toEqual(['C'])
})

test('a question that is not as expected names its field', async () => {
  await using rig = await openStocked()
  const { next } = (await rig.get('/stock?limit=1')).json as StockPage
  for (const [path, field] of [
    ['/stock?limit=501', '/limit'],
    ['/stock?order=price', '/order'],
    ['/stock?short=maybe', '/short'],
    ['/stock?availableBelow=-1', '/availableBelow'],
    ['/stock?location=none', '/location'],
    ['/stock?search=%00', '/search'],
    ['/stock?after=zzz', '/after'],
    [`/stock?after=${next ?? ''}&order=available`, '/after'],
    ['/stock/A/movements?before=WzEsICJ4Il0', '/before'],
    ['/stock/%00', '/sku'],
  ] as const)
    expect((await rig.get(path)).json, path).toMatchObject({ code: 'bad_request', field })
  expect((await rig.get(`/stock/A/movements?before=${btoa('[9007199254740991,9007199254740991]')}`)).status).toBe(200)
})

test('what is not there is not found, and a code may hold any sign', async () => {
  await using rig = await openStocked()
  const code = 'A/1 %2F?猫#'
  await rig.engine.gate.setup.addSkus([{ code, name: code }])
  expect((await rig.get(`/stock/${encodeURIComponent(code)}`)).json).toMatchObject({ sku: code })
  expect((await rig.get(`/stock/${encodeURIComponent(code)}/movements`)).json).toEqual({ movements: [], next: null })
  for (const path of ['/stock/none', '/stock/none/movements'])
    expect((await rig.get(path)).json).toMatchObject({ code: 'not_found' })
})

test('a key needs the scope', async () => {
  await using rig = await openStocked()
  for (const path of ['/stock', '/stock/A', '/stock/A/movements', '/locations']) {
    const [allowed, refused] = [await rig.keyHeaders(['stock:read']), await rig.keyHeaders(['orders:read'])]
    expect((await rig.ask(`/api/v1${path}`, { headers: allowed })).status).toBe(200)
    expect((await rig.ask(`/api/v1${path}`, { headers: refused })).json).toMatchObject({ code: 'scope_missing' })
  }
})
