// All channels at once against their simulators: what the soak of `npm run bench -- channels` shows at length. A
// channel that lands in the two registries joins by itself.

import { CHANNEL_DEFINITIONS } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import { SAMPLE_LISTING } from '../../../simulators/src/index.ts'
import type { Faults } from '../../../simulators/src/index.ts'
import { NO_FAULTS } from '../../../simulators/src/marketplace/faults.ts'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import type { OpenShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { OTHER_SHOP, order, receive } from '../../../../tools/test-world.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { createRecentReads } from '../intake/recent-reads.ts'
import { createShopPace } from '../intake/shop-pace.ts'
import { checkOrders } from './check-orders.ts'
import { confirmShipments } from './confirm-shipments.ts'
import { feedOf, fetchOrders } from './fetch-orders.ts'
import type { ShopLink } from './link.ts'
import { createWake } from './wake.ts'
import { publishStock } from './publish-stock.ts'
import { syncListings } from './sync-listings.ts'

const never = new AbortController().signal
const SKU = SAMPLE_LISTING.skuCode
const UNITS = 1_000
const SECOND_MS = 1_000

interface Linked {
  shop: OpenShop
  link: ShopLink
  counts: { ordersRecorded: number; refundsRecorded: number; quarantined: number }
  /** Says that everything sold so far was fetched, as a poll would; and what is sold so much later. */
  prove: (aheadMs?: number) => Promise<void>
}

interface World extends AsyncDisposable {
  engine: TestEngine
  all: Linked[]
}

async function openWorld(): Promise<World> {
  const engine = await openTestEngine({ skus: [SKU] })
  await engine.gate.submit(receive(SKU, 'HD', UNITS))
  const all = await Promise.all(CHANNEL_DEFINITIONS.map(({ channel }) => linkShop(engine, channel)))
  return {
    engine,
    all,
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map(({ shop }) => shop[Symbol.asyncDispose]()))
      await engine[Symbol.asyncDispose]()
    },
  }
}

async function linkShop({ gate }: TestEngine, channel: OpenShop['definition']['channel']): Promise<Linked> {
  const shop = await openShop(channel, { now: () => Date.now() })
  const key = { channel, shop: 'demo' }
  await gate.setup.addShop({ ...key, name: channel })
  const startAt = Date.now() - 3_600_000
  const lease = await gate.leases.take({ shop: key, feed: 'orders', holder: 'test', ttlMs: 600_000, startAt })
  const adapter = shop.adapter({ now: () => Date.now() })
  const log = createLog('silent')
  const pace = createShopPace({ promotionEndsAt: async () => null, limits: adapter.limits, clock: systemClock })
  const reads = createRecentReads()
  const link: ShopLink = {
    adapter,
    gate,
    shop: key,
    clock: systemClock,
    random: Math.random,
    log,
    pace,
    reads,
    noted: createWake(),
    committed: createWake(),
  }
  await syncListings(link, never)
  const moveTo = (position: number) =>
    gate.submit({ kind: 'move_cursor', shop: key, feed: 'orders', position, epoch: lease!.epoch, actor: 'test' })
  return {
    shop,
    link,
    counts: { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 },
    prove: async (aheadMs = 0) => void (await moveTo(Date.now() + aheadMs)),
  }
}

let sales = 0

/** A buyer pays for one piece; returns the platform's id of the order, null where it shows none. */
function sell({ shop }: Linked, ageMs = 0): string | null {
  const at = Math.floor((Date.now() - ageMs) / SECOND_MS) * SECOND_MS
  const trade = shop.trade((sales += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
  return shop.market.sell(trade) ? trade.tradeId : null
}

async function fetchAll({ link, counts }: Linked, ids: readonly (string | null)[]): Promise<void> {
  const { fetches } = link.gate.links
  await fetches.add(
    link.shop,
    ids.filter((id) => id !== null),
    'push',
  )
  for (let round = 0; round < 10 && (await fetches.waiting(link.shop)) > 0; round += 1) {
    await fetchOrders(link, never, counts)
  }
}

const shown = ({ shop }: Linked): number => shop.market.ledger.stock.shown(SAMPLE_LISTING.skuId)
const pause = (durationMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, durationMs))

test('after a storm of stock changes every platform shows what stock covers, and nothing was sold twice', async () => {
  await using world = await openWorld()
  const { gate } = world.engine
  const publishing = world.all.filter(({ link }) => link.adapter.stock !== null)
  const publishAll = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(publishing.map(({ link }) => publishStock(link, never).catch(() => false)))
    }
  }
  await publishAll(3)
  // Platforms stamp whole seconds: a sale in the second the books were opened in is not counted, to be safe.
  await pause(1_100)
  for (let wave = 0; wave < 4; wave += 1) {
    const sold = publishing.map((each) => [sell(each), sell(each)])
    await gate.submit(goods(wave))
    await gate.submit(order({ id: `elsewhere-${wave}`, shop: OTHER_SHOP, lines: { [SKU]: 30 } }))
    // The answers of one wave never come.
    for (const { shop } of publishing) shop.market.faults.cutAfterWrite = wave === 1
    await Promise.all([publishAll(1), ...publishing.map((each, index) => fetchAll(each, sold[index]!))])
    for (const { shop } of publishing) shop.market.faults.cutAfterWrite = false
    await Promise.all(publishing.map((each) => each.prove()))
  }
  const [pool] = await gate.database<{ covered: number; oversold: number }[]>`
    select greatest(0, on_hand - unavailable - safety - allocated - reserved) as covered,
      greatest(0, reserved + allocated + unavailable - on_hand - short) as oversold
    from pools p join skus k on k.id = p.sku_id where k.code = ${SKU}`
  const expected = Object.fromEntries(publishing.map(({ link }) => [link.shop.channel, pool?.covered]))
  const actual = () => Object.fromEntries(publishing.map((each) => [each.link.shop.channel, shown(each)]))
  for (let round = 0; round < 40 && JSON.stringify(actual()) !== JSON.stringify(expected); round += 1) {
    await pause(250)
    await Promise.all(publishing.map((each) => each.prove()))
    await publishAll(1)
  }
  expect(actual()).toEqual(expected)
  expect(pool?.oversold).toBe(0)
}, 60_000)

function goods(wave: number) {
  return { ...receive(SKU, 'HN', 10 + wave), reference: `wave:${wave}` }
}

test('a confirmation whose answer was lost after success makes one parcel, on every platform', async () => {
  await using world = await openWorld()
  const { gate } = world.engine
  const confirming = world.all.filter(({ link }) => link.adapter.shipments !== null)
  await Promise.all(confirming.map((each) => fetchAll(each, [sell(each, 60_000)])))
  const work = await gate.database<{ id: number }[]>`select id from fulfillment_orders where state = 'open' order by id`
  expect(work).toHaveLength(confirming.length)
  for (const { id } of work) {
    const parcel = { fulfillmentOrderId: id, carrier: 'SF', trackingNumber: `SF${10_000 + id}` }
    await gate.submit({ kind: 'ship_fulfillment_order', actor: 'warehouse:HD', ...parcel })
  }
  for (const { shop } of confirming) shop.market.faults.cutAfterWrite = true
  await Promise.all(confirming.map(({ link }) => confirmShipments(link, never).catch(() => false)))
  for (const { shop } of confirming) shop.market.faults.cutAfterWrite = false
  const owed = async () =>
    (await gate.database`select shipment_id from shipment_confirmations where state = 'owed'`).length
  for (let round = 0; round < 20 && (await owed()) > 0; round += 1) {
    await pause(500)
    await Promise.all(confirming.map(({ link }) => confirmShipments(link, never).catch(() => false)))
  }
  const parcelsOf = ({ shop }: Linked) => shop.market.ledger.tradesAt(Date.now()).flatMap(({ parcels }) => parcels)
  const parcels = confirming.map((each) => [each.link.shop.channel, parcelsOf(each).length])
  expect(parcels).toEqual(confirming.map(({ link }) => [link.shop.channel, 1]))
  expect(await gate.database`select distinct state from shipment_confirmations`).toEqual([{ state: 'confirmed' }])
}, 60_000)

test('an order nobody told us of is found by the certificate, fetched, and stays on record as late with its cause', async () => {
  await using world = await openWorld()
  const { certificates } = world.engine.gate.links
  const states = await Promise.all(
    world.all.map(async (each) => {
      const { link, counts } = each
      sell(each, 30 * 60_000)
      await each.prove()
      const feed = feedOf(link, { signal: never, count: counts })
      for (let more = true, round = 0; more && round < 20; round += 1) {
        more = await checkOrders(link, feed, { behindMs: 0 })
      }
      const found = await certificates.state(link.shop)
      await fetchOrders(link, never, counts)
      await certificates.settleArrived(link.shop)
      const settled = await certificates.state(link.shop)
      return { channel: link.shop.channel, found: found.lateByCause, missing: [found.missing, settled.missing] }
    }),
  )
  const found = [{ cause: 'listed_late', orders: 1 }]
  expect(states).toEqual(world.all.map(({ link }) => ({ channel: link.shop.channel, found, missing: [1, 0] })))
}, 60_000)

/** Publishes as rounds do, without their waits. */
async function publishNow({ link, shop }: Linked, faults: Partial<Faults> = {}): Promise<void> {
  await link.gate.database`update stock_publications set next_at = now()`
  Object.assign(shop.market.faults, faults)
  await publishStock(link, never).catch(() => undefined)
  Object.assign(shop.market.faults, NO_FAULTS)
}

test('a difference that a platform neither takes nor refuses is settled by reading its count', async () => {
  await using world = await openWorld()
  const { gate } = world.engine
  const jd = world.all.find(({ link }) => link.shop.channel === 'jd')!
  jd.shop.market.ledger.stock.open(SAMPLE_LISTING.skuId, 1)
  await publishNow(jd)
  await gate.submit(order({ id: 'all', shop: OTHER_SHOP, lines: { [SKU]: UNITS } }))
  expect(sell(jd), 'its last piece, of which nobody has told us').not.toBeNull()
  for (let round = 0; round < 6; round += 1) await publishNow(jd)
  await jd.prove(60_000)
  await publishNow(jd)
  expect(shown(jd)).toBe(0)
  expect(await owedChanges(gate)).toEqual([])
})

test('a change that may have gone through is told again by its key, whatever came in between', async () => {
  await using world = await openWorld()
  const repeating = world.all.filter(({ link }) => (link.adapter.stock?.repeatsKnown ?? []).includes('delta'))
  expect(repeating.map(({ link }) => link.shop.channel)).toEqual(['jd', 'douyin', 'shopify'])
  for (const each of repeating) {
    const { market } = each.shop
    market.ledger.stock.open(SAMPLE_LISTING.skuId, UNITS - 7)
    await each.prove(60_000)
    await publishNow(each, { cutAfterWrite: true })
    await publishNow(each, { httpStatus: 429 })
    expect(shown(each)).toBe(UNITS)
    for (let round = 0; round < 40 && (await failures(world)).length > 0; round += 1) {
      await pause(250) // The ban ends.
      await publishNow(each)
    }
    expect(await failures(world)).toEqual([])
    expect(shown(each), each.link.shop.channel).toBe(UNITS)
  }
})

test('a change that a stop cut off is not told twice', async () => {
  await using world = await openWorld()
  const jd = world.all.find(({ link }) => link.shop.channel === 'jd')!
  const { market } = jd.shop
  market.ledger.stock.open(SAMPLE_LISTING.skuId, UNITS)
  await publishNow(jd)
  await jd.prove(60_000)
  await world.engine.gate.submit(goods(0))
  await jd.link.gate.database`update stock_publications set next_at = now()`
  const stop = new AbortController()
  market.beforeCall = () => stop.abort()
  await expect(publishStock(jd.link, stop.signal)).rejects.toThrow('aborted')
  market.beforeCall = () => undefined
  await pause(100)
  expect(shown(jd), 'the platform took it').toBe(UNITS + 10)
  await publishNow(jd)
  await publishNow(jd)
  expect(shown(jd)).toBe(UNITS + 10)
})

test('a piece sold between the reading and the setting of an absolute value does not stay on sale', async () => {
  await using world = await openWorld()
  const { gate } = world.engine
  const woo = world.all.find(({ link }) => link.shop.channel === 'woocommerce')!
  const { market } = woo.shop
  market.ledger.stock.open(SAMPLE_LISTING.skuId, UNITS)
  await publishNow(woo)
  await pause(1_100)
  await gate.submit(order({ id: 'elsewhere', shop: OTHER_SHOP, lines: { [SKU]: 10 } }))
  const sold: (string | null)[] = []
  const setting = market.counts.calls + 2
  market.beforeCall = (calls) => void (calls === setting && sold.push(sell(woo)))
  await publishNow(woo)
  expect(shown(woo), 'the value put it back').toBe(UNITS - 10)
  await fetchAll(woo, sold)
  await publishNow(woo)
  await woo.prove(60_000)
  await publishNow(woo)
  expect(shown(woo)).toBe(UNITS - 10 - 1)
})

function failures({ engine }: World) {
  return engine.gate.database`select last_error from stock_publications where last_error is not null`
}

function owedChanges({ database }: TestEngine['gate']) {
  return database`select listing_id, sending_delta, last_error from stock_publications where sending_delta is not null`
}
