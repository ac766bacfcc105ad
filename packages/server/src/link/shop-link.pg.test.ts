// The links of one shop against its platform's simulator, through the production adapter and the real engine.

import { expect, test } from 'vitest'
import { SAMPLE_LISTING } from '../../../simulators/src/index.ts'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import type { OpenShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { OTHER_SHOP, order, receive } from '../../../../tools/test-world.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { createPoller } from '../intake/poller.ts'
import { createRecentReads } from '../intake/recent-reads.ts'
import { createShopPace } from '../intake/shop-pace.ts'
import { checkOrders } from './check-orders.ts'
import { confirmShipments } from './confirm-shipments.ts'
import { feedOf, fetchOrders } from './fetch-orders.ts'
import type { ShopLink } from './link.ts'
import { createWake } from './wake.ts'
import { publishStock } from './publish-stock.ts'
import { runBackfill } from './run-backfill.ts'
import { syncListings } from './sync-listings.ts'

const never = new AbortController().signal
const KEY = { channel: 'taobao', shop: 'demo' } as const
const SKU = SAMPLE_LISTING.skuCode
const UNITS = 100

interface World extends AsyncDisposable {
  engine: TestEngine
  shop: OpenShop
  link: ShopLink
  /** Reads the feed up to now and moves the cursor. */
  poll: () => Promise<void>
  count: () => { ordersRecorded: number; refundsRecorded: number; quarantined: number }
}

async function openWorld(): Promise<World> {
  const engine = await openTestEngine({ skus: [SKU] })
  const shop = await openShop('taobao', { now: () => Date.now() })
  const { gate } = engine
  await gate.setup.addShop({ ...KEY, name: 'Demo' })
  await gate.submit(receive(SKU, 'HD', UNITS))
  const adapter = shop.adapter({ now: () => Date.now() })
  const log = createLog('silent')
  const pace = createShopPace({ promotionEndsAt: async () => null, limits: adapter.limits, clock: systemClock })
  const reads = createRecentReads()
  const link: ShopLink = {
    adapter,
    gate,
    shop: KEY,
    clock: systemClock,
    random: Math.random,
    log,
    pace,
    reads,
    noted: createWake(),
    committed: createWake(),
  }
  const poller = createPoller({
    adapter,
    gate,
    shop: KEY,
    holder: 'test',
    intervalMs: 1_000,
    overlapMs: 60_000,
    pace,
    reads,
    log,
    startAt: Date.now() - 3_600_000,
    clock: systemClock,
    random: Math.random,
  })
  const counts = { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 }
  await syncListings(link, never)
  return {
    engine,
    shop,
    link,
    poll: async () => void (await poller.poll(never)),
    count: () => counts,
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]()
      await engine[Symbol.asyncDispose]()
    },
  }
}

let sales = 0
/** A buyer buys at this moment; false where the platform shows too little. */
function sell({ shop }: World, at = Date.now()): boolean {
  const trade = shop.trade((sales += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
  return shop.market.sell(trade)
}

const shown = ({ shop }: World): number => shop.market.ledger.stock.shown(SAMPLE_LISTING.skuId)

async function available({ engine }: World): Promise<number> {
  const [row] = await engine.gate.database<{ ats: number }[]>`
    select greatest(0, on_hand - unavailable - safety - allocated - reserved) as ats
    from pools p join skus k on k.id = p.sku_id where k.code = ${SKU}`
  return row?.ats ?? -1
}

/** Publishes until nothing is owed. */
async function publishAll(world: World): Promise<void> {
  for (let round = 0; round < 6; round += 1) await publishStock(world.link, never)
}

test('stock is published as differences, and what the platform sold meanwhile is not put back', async () => {
  await using world = await openWorld()
  world.shop.market.ledger.stock.open(SAMPLE_LISTING.skuId, 40)
  await publishAll(world)
  // Not raised before every order from before the first reading has arrived.
  expect(shown(world)).toBe(40)
  // The platform stamps whole seconds: a sale in the second the books were opened in is not counted, to be safe.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  for (let n = 0; n < 3; n += 1) expect(sell(world)).toBe(true)
  await world.engine.gate.submit(order({ id: 'elsewhere', shop: OTHER_SHOP, lines: { [SKU]: 70 } }))
  await publishAll(world)
  expect(shown(world)).toBe(40 - 3 - 10)
  const sold = world.shop.market.ledger.tradesAt(Date.now()).map((trade) => trade.tradeId)
  await world.engine.gate.links.fetches.add(KEY, sold, 'push')
  await fetchOrders(world.link, never, world.count())
  await publishAll(world)
  expect(shown(world)).toBe(await available(world))
})

test('a stock answer that is cut off after the write is settled by reading back', async () => {
  await using world = await openWorld()
  world.shop.market.ledger.stock.open(SAMPLE_LISTING.skuId, UNITS)
  await publishAll(world)
  await world.engine.gate.submit(order({ id: 'elsewhere', shop: OTHER_SHOP, lines: { [SKU]: 30 } }))
  world.shop.market.faults.cutAfterWrite = true
  await publishStock(world.link, never)
  world.shop.market.faults.cutAfterWrite = false
  expect(shown(world)).toBe(70)
  const [row] = await world.engine.gate.database<
    { unsure: boolean }[]
  >`select is_unsure as unsure from stock_publications where is_unsure`
  expect(row?.unsure).toBe(true)
  await publishStock(world.link, never)
  expect(shown(world), 'nothing is sent twice').toBe(70)
})

test('a shipment confirmation that is cut off after success makes one parcel', async () => {
  await using world = await openWorld()
  const { gate } = world.engine
  sell(world, Date.now() - 120_000)
  await world.poll()
  const [work] = await gate.database<{ id: number }[]>`select id from fulfillment_orders where state = 'open'`
  await gate.submit({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1001',
  })
  world.shop.market.faults.cutAfterWrite = true
  await confirmShipments(world.link, never)
  world.shop.market.faults.cutAfterWrite = false
  await gate.database`update shipment_confirmations set next_at = now()`.catch(() => undefined)
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await confirmShipments(world.link, never)
  }
  const parcels = world.shop.market.ledger.tradesAt(Date.now()).flatMap((trade) => trade.parcels)
  expect(parcels.map((parcel) => parcel.trackingNumber)).toEqual(['SF1001'])
  expect(await gate.database`select state from shipment_confirmations`).toMatchObject([{ state: 'confirmed' }])
})

test('an order somebody speaks of is read and stored, and its fetch is gone', async () => {
  await using world = await openWorld()
  const { fetches } = world.engine.gate.links
  const id = world.shop.record((sales += 1))
  await fetches.add(KEY, [id], 'push')
  await fetchOrders(world.link, never, world.count())
  expect(world.count().ordersRecorded).toBe(1)
  expect(await fetches.waiting(KEY)).toBe(0)
})

test('an order that was read since it was spoken of costs no call', async () => {
  await using world = await openWorld()
  const { fetches } = world.engine.gate.links
  const { counts } = world.shop.market
  const at = Date.now() - 120_000
  const id = world.shop.record((sales += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
  await fetches.add(KEY, [id], 'push')
  await world.engine.gate.database`update order_fetches set said_at = now() - interval '1 minute'`
  await world.poll()
  const calls = counts.calls
  await fetchOrders(world.link, never, world.count())
  expect([await fetches.waiting(KEY), counts.calls - calls]).toEqual([0, 0])
  await fetches.add(KEY, [id], 'push')
  await fetchOrders(world.link, never, world.count())
  expect([await fetches.waiting(KEY), counts.calls - calls]).toEqual([0, 1])
})

test('the certificate finds what the poll never saw, fetches it and says why', async () => {
  await using world = await openWorld()
  await world.poll()
  const at = Date.now() - 30 * 60_000
  world.shop.record((sales += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
  const feed = feedOf(world.link, { signal: never, count: world.count() })
  for (let more = true, round = 0; more && round < 20; round += 1)
    more = await checkOrders(world.link, feed, { behindMs: 0 })
  const { certificates } = world.engine.gate.links
  expect(await certificates.state(KEY)).toMatchObject({
    missing: 1,
    lateByCause: [{ cause: 'listed_late', orders: 1 }],
  })
  await fetchOrders(world.link, never, world.count())
  await certificates.settleArrived(KEY)
  expect((await certificates.state(KEY)).missing).toBe(0)
})

test('a backfill reads the past and ends', async () => {
  await using world = await openWorld()
  const now = Date.now()
  for (const hoursAgo of [30, 20, 10]) {
    const at = now - hoursAgo * 3_600_000
    world.shop.record((sales += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
  }
  const { backfills } = world.engine.gate.links
  await backfills.ask(KEY, { from: now - 31 * 3_600_000, to: now - 3_600_000, by: 'user:1' })
  for (let more = true, round = 0; more && round < 100; round += 1) more = await runBackfill(world.link, never)
  expect(await backfills.list(KEY, 1)).toMatchObject([{ state: 'done', orders: 3 }])
})
