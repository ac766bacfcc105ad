// The roots of queries and mutations: who asks is known by then, and what it may cost.

import type { GraphQLResolveInfo } from 'graphql'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { comparePlaces, connect } from './connection.ts'
import type { PageArguments, Place } from './connection.ts'
import { createFulfillment } from './create-fulfillment.ts'
import type { FulfillmentInput } from './create-fulfillment.ts'
import { gid, idOf, LOCATION_ID, skuIdOfInventoryItem } from './ids.ts'
import { orderFilter } from './search-query.ts'
import { LOCATION } from './to-fulfillments.ts'
import { CURRENCY, toIso } from './to-line-item.ts'
import { toShopifyOrder } from './to-shopify-order.ts'
import { toInventoryItem, toVariant } from './to-variant.ts'
import { InventoryDesk } from './inventory-desk.ts'
import type { AdjustInput, SetInput } from './inventory-desk.ts'
import { createWebhook, listWebhooks } from './webhook-desk.ts'
import type { WebhookInput } from './webhook-desk.ts'

/** Older orders are hidden from an application without `read_all_orders`. */
const VISIBLE_MS = 60 * 86_400_000

interface OrderArguments extends PageArguments {
  query?: string | null
  sortKey: 'CREATED_AT' | 'ID' | 'PROCESSED_AT' | 'UPDATED_AT'
  reverse: boolean
}

export function rootOf(market: Marketplace): Record<string, unknown> {
  const desk = new InventoryDesk(market)
  return {
    shop: {
      id: gid('Shop', '1'),
      name: 'Demo',
      myshopifyDomain: market.key('shopDomain'),
      currencyCode: CURRENCY,
    },
    // Without an id: the shop's own.
    location: ({ id }: { id?: string }) => (id === undefined || id === gid('Location', LOCATION_ID) ? LOCATION : null),
    order: ({ id }: { id: string }) => orderOf(market, id),
    orders: (page: OrderArguments) => ordersOf(market, page),
    productVariants: (page: PageArguments) => variantsOf(market, page),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(market, id)),
    inventorySetQuantities: ({ input }: { input: SetInput }, _context: unknown, info: GraphQLResolveInfo) =>
      desk.set(input, info),
    inventoryAdjustQuantities: ({ input }: { input: AdjustInput }, _context: unknown, info: GraphQLResolveInfo) =>
      desk.adjust(input, info),
    webhookSubscriptions: (page: PageArguments & { topics?: string[] | null }) => listWebhooks(market, page),
    webhookSubscriptionCreate: ({
      topic,
      webhookSubscription: wish,
    }: {
      topic: string
      webhookSubscription: WebhookInput
    }) => createWebhook(market, topic, wish),
    fulfillmentCreate: ({ fulfillment }: { fulfillment: FulfillmentInput }) => createFulfillment(market, fulfillment),
  }
}

function isVisible(market: Marketplace, trade: MarketTrade | undefined): trade is MarketTrade {
  return trade !== undefined && trade.createdAtMs >= market.now() - VISIBLE_MS
}

function orderOf(market: Marketplace, global: string): Record<string, unknown> | null {
  const id = idOf('Order', global)
  if (id === null) throw new Error(`Invalid global id '${global}'`)
  const trade = market.find(id)
  return isVisible(market, trade) ? toShopifyOrder(trade, market.faults.thinDetail) : null
}

function ordersOf(market: Marketplace, page: OrderArguments): unknown {
  const { faults, ledger } = market
  const horizonMs = market.horizonMs()
  const fits = orderFilter(page.query ?? '')
  const placeOf = (trade: MarketTrade): Place => ({ value: sortValue(trade, page.sortKey), id: trade.tradeId })
  const trades = ledger
    .modifiedBetween(0, horizonMs, horizonMs)
    .filter((trade) => isVisible(market, trade) && fits(trade))
    .toSorted((left, right) => comparePlaces(placeOf(left), placeOf(right)))
  // A cursor of a reversed listing would need reversed places; nobody asks for one here.
  if (page.reverse && page.after !== undefined && page.after !== null)
    throw new Error('reverse with after is not simulated')
  const rows = page.reverse ? trades.toReversed() : trades
  const { nodes, edges, pageInfo } = connect(rows, placeOf, { page, faults })
  const toNode = (trade: MarketTrade): unknown => toShopifyOrder(trade, faults.promotionNight)
  return {
    nodes: nodes.map(toNode),
    edges: edges.map(({ cursor, node }) => ({ cursor, node: toNode(node) })),
    pageInfo,
  }
}

function sortValue(trade: MarketTrade, sortKey: OrderArguments['sortKey']): string {
  if (sortKey === 'ID') return ''
  return toIso(sortKey === 'UPDATED_AT' ? trade.modifiedAtMs : trade.createdAtMs)
}

function variantsOf({ ledger }: Marketplace, page: PageArguments): unknown {
  const rows = [...ledger.listings.values()]
    .map((listing) => toVariant(listing, ledger.stock.shown(listing.skuId)))
    .toSorted((left, right) => comparePlaces({ value: '', id: left.id }, { value: '', id: right.id }))
  return connect(rows, ({ id }) => ({ value: '', id }), { page })
}

function nodeOf(market: Marketplace, global: string): unknown {
  const { ledger } = market
  const orderId = idOf('Order', global)
  if (orderId !== null) return orderOf(market, global)
  const itemId = idOf('InventoryItem', global)
  const skuId = itemId === null ? idOf('ProductVariant', global) : skuIdOfInventoryItem(itemId)
  const listing: MarketListing | undefined = skuId === null ? undefined : ledger.listings.get(skuId)
  if (listing === undefined) return null
  const shown = ledger.stock.shown(listing.skuId)
  return itemId === null ? toVariant(listing, shown) : toInventoryItem(listing, shown)
}
