// Orders: listed, read, their refunds, completed. WooCommerce lets anybody with a key set any status; this shop refuses
// to complete what a kit of ours says cannot ship, so that a naive caller is noticed.

import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { pickFields, toPage } from './paging.ts'
import type { Query } from './paging.ts'
import { succeededRefunds, toWooOrder, toWooRefund, wooStatus } from './to-woo-order.ts'
import { invalidParameter, refusals, refuse } from './woo-error.ts'
import type { WooResult } from './woo-error.ts'
import { gmtTime, parseBound } from './woo-time.ts'

const BOUNDS = ['after', 'before', 'modified_after', 'modified_before'] as const
const ORDERS_BY = new Set(['date', 'id', 'include', 'title', 'slug'])
const STATUSES = new Set([
  'any',
  'trash',
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
])

export function listOrders(query: Query, market: Marketplace): WooResult {
  const fits = readBounds(query)
  if (typeof fits === 'string') return refuse(invalidParameter(fits, 'Invalid date.'))
  if (query['orderby'] !== undefined && !ORDERS_BY.has(query['orderby'])) {
    return refuse(invalidParameter('orderby', 'orderby is not one of date, id, include, title, slug'))
  }
  const statuses = (query['status'] ?? 'any').split(',')
  if (statuses.some((status) => !STATUSES.has(status)))
    return refuse(invalidParameter('status', 'status[0] is not known'))
  const horizonMs = market.horizonMs()
  const include = query['include']?.split(',') ?? null
  const trades = market.ledger
    .modifiedBetween(0, horizonMs, horizonMs)
    .filter(({ tradeId }) => include === null || include.includes(tradeId))
    .filter((trade) => fits(trade) && (statuses.includes('any') || statuses.includes(wooStatus(trade))))
    .toSorted((left, right) => keyOf(left, query).localeCompare(keyOf(right, query), 'en'))
  const isAscending = query['order'] === 'asc'
  const view = { isThin: market.faults.promotionNight, listings: market.ledger.listings }
  const toRow = (trade: MarketTrade): Record<string, unknown> => toWooOrder(trade, view)
  return toPage(isAscending ? trades : trades.toReversed(), query, { toRow, faults: market.faults })
}

function keyOf({ tradeId, createdAtMs }: MarketTrade, query: Query): string {
  const id = tradeId.padStart(20, '0')
  return query['orderby'] === 'id' ? id : `${gmtTime(createdAtMs)}/${id}`
}

/** Both bounds are left out of what they bound; the name of one that cannot be read comes back. */
function readBounds(query: Query): ((trade: MarketTrade) => boolean) | string {
  const isGmt = query['dates_are_gmt'] === 'true' || query['dates_are_gmt'] === '1'
  const bounds = new Map<string, number>()
  for (const name of BOUNDS) {
    const text = query[name]
    if (text === undefined) continue
    const atMs = parseBound(text, isGmt)
    if (atMs === null) return name
    bounds.set(name, atMs)
  }
  const isWithin = (atMs: number, after: string, before: string): boolean => {
    const shown = Math.floor(atMs / 1_000) * 1_000
    return shown > (bounds.get(after) ?? -Infinity) && shown < (bounds.get(before) ?? Infinity)
  }
  return ({ createdAtMs, modifiedAtMs }) =>
    isWithin(createdAtMs, 'after', 'before') && isWithin(modifiedAtMs, 'modified_after', 'modified_before')
}

export function readOrder(id: string, query: Query, market: Marketplace): WooResult {
  const trade = market.find(id)
  if (trade === undefined) return refuse(refusals.order)
  const view = { isThin: market.faults.thinDetail, listings: market.ledger.listings }
  return { ok: true, body: pickFields(toWooOrder(trade, view), query) }
}

export function listRefunds(id: string, query: Query, market: Marketplace): WooResult {
  const trade = market.find(id)
  if (trade === undefined) return refuse(refusals.order)
  return toPage(succeededRefunds(trade).toReversed(), query, { toRow: toWooRefund, faults: market.faults })
}

interface TrackingItem {
  custom_tracking_provider?: string
  tracking_provider?: string
  tracking_number?: string
}

interface OrderChange {
  status?: string
  meta_data?: { key?: string; value?: unknown }[]
}

export function changeOrder(id: string, change: OrderChange, market: Marketplace): WooResult {
  const trade = market.find(id)
  if (trade === undefined) return refuse(refusals.order)
  if (change.status !== 'completed') return refuse(invalidParameter('status', 'only completing is simulated'))
  const items = change.meta_data?.find(({ key }) => key === '_wc_shipment_tracking_items')?.value
  const [item = {}] = (Array.isArray(items) ? items : []) as TrackingItem[]
  const result = market.ship(id, {
    carrierCode: item.custom_tracking_provider || item.tracking_provider || '',
    trackingNumber: item.tracking_number ?? '',
    lines: null,
  })
  if (!result.ok) return refuse(invalidParameter('status', `the order cannot be completed: ${result.refusal}`))
  return { ok: true, body: toWooOrder(result.trade, { isThin: false, listings: market.ledger.listings }) }
}
