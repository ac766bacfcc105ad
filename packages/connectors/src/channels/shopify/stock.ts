// Stock of a Shopify shop: the count "available" of one location. Every write carries an idempotency key, so a delta
// whose answer was cut may be sent again. Source: changelog of 2026-04, reference of the two mutations.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { publishOneByOne, refuseStock } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient, Variables } from './client.ts'
import { toGid } from './global-id.ts'

const CHANGES_MAX = 40 // One call each, ten points: more would hold the pace of a shop for long.
const IDS_MAX = 100
const UNITS_RANGE = { min: -1_000_000_000, max: 1_000_000_000 } as const
const REASON = 'correction' // One of the platform's own list.
const COUNT = 'available'

const LOCATION_QUERY = 'query Location { location { id } }'

const SHOWN_QUERY = `query Shown($ids: [ID!]!, $location: ID!) {
  nodes(ids: $ids) {
    ... on ProductVariant {
      id
      inventoryItem { id inventoryLevel(locationId: $location) { quantities(names: ["${COUNT}"]) { name quantity } } }
    }
  }
}`

const ANSWER = `{
    inventoryAdjustmentGroup { changes { name quantityAfterChange } }
    userErrors { code field message }
  }`

const MUTATIONS: Record<StockMode, { name: string; query: string }> = {
  delta: {
    name: 'inventoryAdjustQuantities',
    query: `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) ${ANSWER}
}`,
  },
  absolute: {
    name: 'inventorySetQuantities',
    query: `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) ${ANSWER}
}`,
  },
}

const STALE_CODES = new Set(['CHANGE_FROM_QUANTITY_STALE', 'COMPARE_QUANTITY_STALE'])
const IN_PROGRESS = 'IDEMPOTENCY_CONCURRENT_REQUEST'

export function stockPublishing(client: ShopifyClient, locationId: string | null): StockPublishing {
  const shelf = new Shelf(client, locationId)
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: ['delta', 'absolute'],
    changesMax: CHANGES_MAX,
    publish: (changes, mode, signal) => shelf.publish(changes, mode, signal),
    read: (listings, signal) => shelf.read(listings, signal),
  }
}

/** A variant as the location keeps it; `shown` is null where it is not stocked there. */
interface Item {
  inventoryItemId: string
  shown: number | null
}

class Shelf {
  private readonly client: ShopifyClient
  private location: string | null

  constructor(client: ShopifyClient, locationId: string | null) {
    this.client = client
    this.location = locationId === null ? null : toGid('Location', locationId)
  }

  async publish(changes: readonly StockChange[], mode: StockMode, signal: AbortSignal): Promise<StockResult[]> {
    const location = await this.requireLocation(signal)
    const items = await this.items(
      changes.map(({ listing }) => listing),
      signal,
    )
    return publishOneByOne(changes, async (change) => {
      const item = items.get(variantOf(change.listing))
      if (item === undefined) return refuseStock('variant_unknown', 'the shop has no such variant')
      const target = { inventoryItemId: item.inventoryItemId, locationId: location }
      return this.write({ change, mode, target }, signal)
    })
  }

  async read(listings: readonly ListingKey[], signal: AbortSignal): Promise<ShownStock[]> {
    const items = await this.items(listings, signal)
    return listings.map((listing) => ({ listing, shown: items.get(variantOf(listing))?.shown ?? null }))
  }

  private async write(
    { change, mode, target }: { change: StockChange; mode: StockMode; target: Variables },
    signal: AbortSignal,
  ): Promise<StockResult> {
    const base = { name: COUNT, reason: REASON }
    const input =
      mode === 'delta'
        ? // A difference is right whatever the count is now: null opts out of comparing.
          { ...base, changes: [{ ...target, delta: change.units, changeFromQuantity: null }] }
        : { ...base, quantities: [{ ...target, quantity: change.units, changeFromQuantity: change.shownBefore }] }
    const { name, query } = MUTATIONS[mode]
    return toResult(await this.client.data(query, { input, key: change.key }, signal), name)
  }

  private async items(listings: readonly ListingKey[], signal: AbortSignal): Promise<Map<string, Item>> {
    const location = await this.requireLocation(signal)
    const wanted = [...new Set(listings.map(variantOf))]
    const items = new Map<string, Item>()
    for (let start = 0; start < wanted.length; start += IDS_MAX) {
      const ids = wanted.slice(start, start + IDS_MAX)
      const rows = nodesOf(await this.client.data(SHOWN_QUERY, { ids, location }, signal))
      for (const [index, id] of ids.entries()) {
        const item = requireFields(() => toItem(rows[index]))
        if (item !== null) items.set(id, item)
      }
    }
    return items
  }

  /** The seller's choice, else the shop's main location: asked for once. */
  private async requireLocation(signal: AbortSignal): Promise<string> {
    if (this.location !== null) return this.location
    const data = await this.client.data(LOCATION_QUERY, {}, signal)
    this.location = requireFields(() => {
      const value = dataReader(data).object('location').value('id')
      return typeof value === 'string' ? value : failField('data.location.id', 'a global id', value)
    })
    return this.location
  }
}

/** Only variants are stocked: a key without one names nothing. */
function variantOf({ platformSkuId }: ListingKey): string {
  return toGid('ProductVariant', platformSkuId ?? '0')
}

function nodesOf(data: unknown): unknown[] {
  return requireFields(
    () => dataReader(data).optionalList('nodes', IDS_MAX) ?? failField('data.nodes', 'a list', undefined),
  )
}

/** Null where the platform knows no such variant. */
function toItem(row: unknown): Item | null {
  if (row === null || row === undefined) return null
  const item = new ObjectReader(row, 'variant').object('inventoryItem')
  const inventoryItemId = item.value('id')
  if (typeof inventoryItemId !== 'string') return failField(item.field('id'), 'a global id', inventoryItemId)
  const quantities = item.optionalObject('inventoryLevel')?.optionalList('quantities', 1) ?? []
  const [count] = quantities
  const shown = count === undefined ? null : new ObjectReader(count, 'quantities').integer('quantity', UNITS_RANGE)
  return { inventoryItemId, shown }
}

function toResult(data: unknown, mutation: string): StockResult {
  const { error, shown } = requireFields(() => {
    const answer = dataReader(data).object(mutation)
    const errors = answer.optionalList('userErrors', IDS_MAX) ?? failField('userErrors', 'a list', undefined)
    const [error] = errors
    if (error !== undefined) return { error: new ObjectReader(error, 'userErrors'), shown: null }
    const [change] = answer.object('inventoryAdjustmentGroup').optionalList('changes', IDS_MAX) ?? []
    const reader = change === undefined ? null : new ObjectReader(change, 'changes')
    const shown = reader?.has('quantityAfterChange') ? reader.integer('quantityAfterChange', UNITS_RANGE) : null
    return { error: null, shown }
  })
  if (error === null) return { outcome: 'applied', shown }
  const code = error.text('code')
  if (STALE_CODES.has(code)) return { outcome: 'stale' }
  if (code !== IN_PROGRESS) return refuseStock(code, error.text('message'))
  return { outcome: 'unknown', error: new ChannelError('retry', code, { message: 'the same key is being worked on' }) }
}
