// Products and their variations, and the counts they show.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { toPage } from './paging.ts'
import type { Query } from './paging.ts'
import { decimal, isVariation } from './to-woo-order.ts'
import { invalidParameter, refusals, refuse } from './woo-error.ts'
import type { WooRefusal, WooResult } from './woo-error.ts'

interface StockChange {
  manage_stock?: boolean
  stock_quantity?: number
}

export function listProducts(query: Query, market: Marketplace): WooResult {
  const products = new Map<string, MarketListing>()
  for (const listing of market.ledger.listings.values()) {
    if (!products.has(listing.listingId)) products.set(listing.listingId, listing)
  }
  const rows = [...products.values()].toSorted((left, right) => Number(left.listingId) - Number(right.listingId))
  const isAscending = query['order'] === 'asc' && query['orderby'] === 'id'
  const toRow = (listing: MarketListing): Record<string, unknown> => toProduct(listing, market)
  return toPage(isAscending ? rows : rows.toReversed(), query, { toRow, faults: market.faults })
}

export function readProduct(id: string, market: Marketplace): WooResult {
  const [listing] = choicesOf(id, market)
  return listing === undefined ? refuse(refusals.product) : { ok: true, body: toProduct(listing, market) }
}

export function changeProduct(id: string, change: StockChange, market: Marketplace): WooResult {
  const [listing, ...others] = choicesOf(id, market)
  if (listing === undefined) return refuse(refusals.product)
  if (others.length > 0) return refuse(invalidParameter('stock_quantity', 'the variations keep the stock here'))
  const wrong = setStock(listing, change, market)
  return wrong === null ? { ok: true, body: toProduct(listing, market) } : refuse(wrong)
}

export function listVariations(id: string, query: Query, market: Marketplace): WooResult {
  const choices = choicesOf(id, market)
  if (choices.length === 0) return refuse(refusals.product)
  const variations = choices.length > 1 ? choices : []
  const toRow = (listing: MarketListing): Record<string, unknown> => toVariation(listing, market)
  return toPage(variations, query, { toRow, faults: market.faults })
}

export interface VariationPath {
  id: string
  variationId: string
}

export function readVariation(path: VariationPath, market: Marketplace): WooResult {
  const listing = variationOf(path, market)
  return listing === undefined ? refuse(refusals.variation) : { ok: true, body: toVariation(listing, market) }
}

export function changeVariation(path: VariationPath, change: StockChange, market: Marketplace): WooResult {
  const listing = variationOf(path, market)
  if (listing === undefined) return refuse(refusals.variation)
  const wrong = setStock(listing, change, market)
  return wrong === null ? { ok: true, body: toVariation(listing, market) } : refuse(wrong)
}

const BATCH_MAX = 100

/** Changes of several at once; each that fails says so in its place, and the others stand. */
function changeBatch(
  body: Record<string, unknown>,
  change: (row: StockChange & { id: string }) => WooResult,
): WooResult {
  if (body['create'] !== undefined || body['delete'] !== undefined) {
    return refuse(invalidParameter('create', 'only update is simulated'))
  }
  const rows = body['update']
  if (!Array.isArray(rows)) return { ok: true, body: {} }
  if (rows.length > BATCH_MAX) return refuse(refusals.batchLimit)
  const update = (rows as (StockChange & { id?: unknown })[]).map((row) => {
    const result = change({ ...row, id: String(row.id) })
    if (result.ok) return result.body
    const { code, message, status } = result.refusal
    return { id: row.id, error: { code, message, data: { status } } }
  })
  return { ok: true, body: { update } }
}

export function changeProducts(body: Record<string, unknown>, market: Marketplace): WooResult {
  return changeBatch(body, ({ id, ...change }) => changeProduct(id, change, market))
}

export function changeVariations(id: string, body: Record<string, unknown>, market: Marketplace): WooResult {
  return changeBatch(body, ({ id: variationId, ...change }) => changeVariation({ id, variationId }, change, market))
}

function choicesOf(id: string, { ledger }: Marketplace): MarketListing[] {
  return [...ledger.listings.values()].filter(({ listingId }) => listingId === id)
}

function variationOf({ id, variationId }: VariationPath, market: Marketplace): MarketListing | undefined {
  const choices = choicesOf(id, market)
  return choices.length > 1 ? choices.find(({ skuId }) => skuId === variationId) : undefined
}

/** Without `manage_stock` a count is not kept, and what is written to it is lost. Here every count is kept already. */
function setStock({ skuId }: MarketListing, change: StockChange, market: Marketplace): WooRefusal | null {
  const { stock_quantity: units } = change
  if (units === undefined) return null
  if (!Number.isInteger(units)) return invalidParameter('stock_quantity', 'stock_quantity is not of type integer.')
  market.writeStock({ skuId, mode: 'absolute', units, key: null })
  return null
}

function toProduct(listing: MarketListing, market: Marketplace): Record<string, unknown> {
  const isVariable = isVariation(listing, market.ledger.listings)
  return {
    id: Number(listing.listingId),
    name: listing.title,
    type: isVariable ? 'variable' : 'simple',
    status: listing.onSale ? 'publish' : 'draft',
    sku: isVariable ? listing.productCode : listing.skuCode,
    price: decimal(listing.priceFen),
    variations: isVariable ? choicesOf(listing.listingId, market).map(({ skuId }) => Number(skuId)) : [],
    ...(isVariable ? { manage_stock: false, stock_quantity: null } : stockFields(listing, market)),
  }
}

function toVariation(listing: MarketListing, market: Marketplace): Record<string, unknown> {
  return {
    id: Number(listing.skuId),
    name: listing.properties,
    status: listing.onSale ? 'publish' : 'private',
    sku: listing.skuCode,
    price: decimal(listing.priceFen),
    ...stockFields(listing, market),
  }
}

function stockFields({ skuId }: MarketListing, { ledger }: Marketplace): Record<string, unknown> {
  const units = ledger.stock.shown(skuId)
  return { manage_stock: true, stock_quantity: units, stock_status: units > 0 ? 'instock' : 'outofstock' }
}
