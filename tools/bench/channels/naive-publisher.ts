// What many order systems do, to compare with: whenever the available units change, tell every platform the new
// number. What the platform has sold meanwhile, and we have not heard of, is thereby put back on sale.

import type { StockChange } from '../../../packages/connectors/src/index.ts'
import type { OpenGate } from '../../../packages/engine/src/index.ts'
import type { ServedShop } from '../../../packages/server/src/link/shop-runner.ts'
import type { SimulatedClock } from './simulated-time.ts'

/** As often as the program's own publisher looks. */
const ROUND_MS = 500

export interface NaiveOptions {
  gate: OpenGate
  shops: readonly ServedShop[]
  clock: SimulatedClock
  signal: AbortSignal
}

export async function publishNaively(options: NaiveOptions): Promise<void> {
  await Promise.all(options.shops.map((shop) => publishShop(options, shop)))
}

async function publishShop({ gate, clock, signal }: NaiveOptions, { key, adapter }: ServedShop): Promise<void> {
  const { stock } = adapter
  if (stock === null || !stock.modes.includes('absolute')) return
  const told = new Map<string, number>()
  for (let round = 0; !signal.aborted; round += 1) {
    const available = await readAvailable(gate, key.shop)
    const news = available.filter(({ sku, units }) => told.get(sku) !== units).slice(0, stock.changesMax)
    const changes = news.map(({ item, sku, units }): StockChange => {
      const listing = { platformItemId: item, platformSkuId: sku }
      return { listing, units, key: `naive-${sku}-${round}`, shownBefore: null }
    })
    const results = changes.length === 0 ? [] : await stock.publish(changes, 'absolute', signal).catch(() => [])
    for (const [index, { sku, units }] of news.entries()) {
      if (results[index]?.outcome === 'applied') told.set(sku, units)
    }
    await clock.sleep(ROUND_MS, signal).catch(() => undefined)
  }
}

function readAvailable({ database }: OpenGate, shop: string) {
  return database<{ item: string; sku: string; units: number }[]>`
    select l.platform_item_id as item, l.platform_sku_id as sku,
      greatest(0, k.on_hand - k.unavailable - k.safety - k.allocated - k.reserved) as units
    from listings l join shops s on s.id = l.shop_id join listing_components c on c.listing_id = l.id
    join pools k on k.sku_id = c.sku_id and k.supply = 'on_hand'
    where s.code = ${shop}`
}
