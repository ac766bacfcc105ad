// Where each kind of topic has its values from.

import type { LevelStock, PoolStock, ShopStock, Topic } from '@tidegate/contract'
import { availableToSell } from '@tidegate/domain'
import type { LevelView, PoolView, SkuStock, Unwatch, Watch } from '@tidegate/engine'
import type { Pages } from './pages.ts'

export interface WatchedMerchant {
  watch: Watch
  pages: Pages
}

export type Publish = (version: number, value: unknown) => void

/** Publishes the topic's value now and whenever it is newer. Null where there is no such thing. */
export async function openSource(
  topic: Topic,
  { watch, pages }: WatchedMerchant,
  publish: Publish,
): Promise<Unwatch | null> {
  switch (topic.kind) {
    case 'stock':
      return watch.sku(topic.sku, ({ version, pool }) => publish(version, poolStock(pool)))
    case 'location': {
      const locationId = await watch.places.locationId(topic.location)
      if (locationId === null) return null
      return watch.sku(topic.sku, (stock) => publishLevel(stock, locationId, publish))
    }
    case 'shop': {
      if (!(await watch.places.hasShop(topic.channel, topic.shop))) return null
      return watch.sku(topic.sku, whenShopStockDiffers(publish))
    }
    case 'order':
      return watch.order(topic.number, ({ version }) => publish(version, null))
    case 'overview':
    case 'orders':
    case 'quarantine':
      return pages.watch(topic.kind, publish)
  }
}

function poolStock(pool: PoolView): PoolStock {
  const { onHand, unavailable, safety, allocated, reserved, short } = pool
  return { onHand, unavailable, safety, allocated, reserved, short, available: availableToSell(pool) }
}

/** Nothing was ever there, and no row says so. */
const NEVER_WRITTEN: Omit<LevelView, 'locationId'> = {
  onHand: 0,
  unavailable: 0,
  safety: 0,
  allocated: 0,
  short: 0,
  version: -1,
}

function publishLevel(stock: SkuStock, locationId: number, publish: Publish): void {
  const level = stock.levels.find((each) => each.locationId === locationId) ?? NEVER_WRITTEN
  const { onHand, unavailable, safety, allocated, short, version } = level
  publish(version, { onHand, unavailable, safety, allocated, short } satisfies LevelStock)
}

/** No shop has a share of its own yet, so each may sell what the pool has; most changes of a pool do not move that. */
function whenShopStockDiffers(publish: Publish): (stock: SkuStock) => void {
  let told: number | null = null
  return ({ version, pool }) => {
    const available = availableToSell(pool)
    if (available === told) return
    told = available
    publish(version, { available, basis: 'pool' } satisfies ShopStock)
  }
}
