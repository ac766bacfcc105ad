// The TOP methods of the catalogue and its stock. Source: TOP API metadata (items.onsale.get, items.inventory.get,
// item.seller.get, item.skus.get, item.quantity.update, skus.quantity.update, tmall.item.quantity.update).

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { readPaging, toListing } from './listing.ts'
import type { Form, TopMethod, TopMethodContext } from './method.ts'
import { selectFields } from './select-fields.ts'
import { yuan } from './to-top-trade.ts'
import { businessError, invalidArgument, missingArgument, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

const ITEM_PAGE_SIZE_MAX = 200
const ITEMS_OF_SKUS_MAX = 40
const SKUS_OF_UPDATE_MAX = 20

export const ITEM_METHODS: readonly [string, TopMethod][] = [
  ['taobao.items.onsale.get', (form, context) => listItems(form, context, { onSale: true })],
  ['taobao.items.inventory.get', (form, context) => listItems(form, context, { onSale: false })],
  ['taobao.item.seller.get', oneItem],
  ['taobao.item.skus.get', itemSkus],
  ['taobao.item.quantity.update', updateQuantity],
  ['taobao.skus.quantity.update', updateQuantities],
  ['tmall.item.quantity.update', updateTmallQuantities],
]

/** The first SKU of each item stands for it. */
function itemsOf({ ledger }: TopMethodContext): Map<string, MarketListing[]> {
  const items = new Map<string, MarketListing[]>()
  for (const listing of ledger.listings.values()) {
    items.set(listing.listingId, [...(items.get(listing.listingId) ?? []), listing])
  }
  return items
}

function listItems(form: Form, context: TopMethodContext, { onSale }: { onSale: boolean }): TopResult {
  const fields = form.get('fields') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  const paging = readPaging(form, ITEM_PAGE_SIZE_MAX)
  if ('code' in paging) return refuse(paging)
  const items = [...itemsOf(context).values()].filter(([first]) => first!.onSale === onSale)
  const toRow = (skus: MarketListing[]): Record<string, unknown> => selectFields(toItemRow(skus, context), fields)
  return toListing({
    rows: items,
    toRow,
    paging,
    faults: context.faults,
    envelope: onSale ? 'items_onsale_get_response' : 'items_inventory_get_response',
    names: ['items', 'item'],
  })
}

function toItemRow(skus: readonly MarketListing[], context: TopMethodContext): Record<string, unknown> {
  const [first] = skus as [MarketListing]
  return {
    num_iid: longNumber(first.listingId),
    title: first.title,
    nick: context.sellerNick,
    outer_id: first.productCode,
    num: skus.reduce((total, { skuId }) => total + Math.max(0, context.ledger.stock.shown(skuId)), 0),
    price: yuan(first.priceFen),
    approve_status: first.onSale ? 'onsale' : 'instock',
    type: 'fixed',
  }
}

function oneItem(form: Form, context: TopMethodContext): TopResult {
  const fields = form.get('fields') ?? ''
  const itemId = form.get('num_iid') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  if (itemId === '') return refuse(missingArgument('num_iid'))
  const skus = itemsOf(context).get(itemId)
  if (skus === undefined) return refuse(businessError('isv.item-not-exist'))
  return { ok: true, body: { item_seller_get_response: { item: selectFields(toItemRow(skus, context), fields) } } }
}

function itemSkus(form: Form, context: TopMethodContext): TopResult {
  const fields = form.get('fields') ?? ''
  const ids = form.get('num_iids') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  if (ids === '') return refuse(missingArgument('num_iids'))
  const wanted = ids.split(',')
  if (wanted.length > ITEMS_OF_SKUS_MAX) return refuse(invalidArgument('num_iids'))
  const items = itemsOf(context)
  const skus = wanted.flatMap((id) => items.get(id) ?? []).filter(({ skuId, listingId }) => skuId !== listingId)
  const rows = skus.map((listing) => selectFields(toSku(listing, context), fields))
  return { ok: true, body: { item_skus_get_response: rows.length === 0 ? {} : { skus: { sku: rows } } } }
}

function toSku(listing: MarketListing, { ledger, nowMs }: TopMethodContext): Record<string, unknown> {
  return {
    sku_id: longNumber(listing.skuId),
    num_iid: longNumber(listing.listingId),
    properties_name: listing.properties,
    // What buyers see is never below zero.
    quantity: Math.max(0, ledger.stock.shown(listing.skuId)),
    price: yuan(listing.priceFen),
    outer_id: listing.skuCode,
    modified: toChinaText(nowMs),
    status: 'normal',
  }
}

function updateQuantity(form: Form, context: TopMethodContext): TopResult {
  const itemId = form.get('num_iid') ?? ''
  const units = readInteger(form.get('quantity'))
  if (itemId === '') return refuse(missingArgument('num_iid'))
  if (units === null) return refuse(invalidArgument('quantity'))
  const mode = readMode(form.get('type'))
  if (mode === null) return refuse(invalidArgument('type'))
  const listing = findSku(context, { itemId, skuId: form.get('sku_id') ?? '', outerId: form.get('outer_id') ?? '' })
  if (listing === undefined) return refuse(businessError('isv.item-not-exist'))
  const shown = context.ledger.stock.shown(listing.skuId)
  if (mode === 'absolute' ? units < 0 : shown + units < 0) {
    return refuse(businessError('isv.item-quantity-update-service-error:INVALID_QUANTITY'))
  }
  const quantity = context.market.writeStock({ skuId: listing.skuId, mode, units, key: null })
  return { ok: true, body: { item_quantity_update_response: { item: toItem(listing, quantity, context) } } }
}

function updateQuantities(form: Form, context: TopMethodContext): TopResult {
  const itemId = form.get('num_iid') ?? ''
  if (itemId === '') return refuse(missingArgument('num_iid'))
  const mode = readMode(form.get('type'))
  if (mode === null) return refuse(invalidArgument('type'))
  const [name, by] = form.has('skuid_quantities') ? ['skuid_quantities', 'skuId'] : ['outerid_quantities', 'outerId']
  const pairs = (form.get(name!) ?? '').split(';').map((pair) => pair.split(':'))
  if (pairs.length > SKUS_OF_UPDATE_MAX) return refuse(invalidArgument(name!))
  const writes = pairs.map(([id = '', text]) => ({
    listing: findSku(context, { itemId, skuId: '', outerId: '', [by!]: id }),
    units: readInteger(text),
  }))
  if (writes.some(({ units }) => units === null || (mode === 'absolute' && units < 0))) {
    return refuse(invalidArgument(name!))
  }
  const known = writes.filter(({ listing }) => listing !== undefined)
  if (known.length < writes.length) return refuse(businessError('isv.invalid-sku'))
  const skus = known.map(({ listing, units }) => {
    const shown = context.ledger.stock.shown(listing!.skuId)
    // Below zero an increment sets the stock to 0, says the metadata.
    const bounded = mode === 'delta' ? Math.max(units!, -Math.max(0, shown)) : units!
    const quantity = context.market.writeStock({ skuId: listing!.skuId, mode, units: bounded, key: null })
    return { sku_id: longNumber(listing!.skuId), quantity, modified: toChinaText(context.nowMs) }
  })
  return {
    ok: true,
    body: { skus_quantity_update_response: { item: { num_iid: longNumber(itemId), skus: { sku: skus } } } },
  }
}

interface TmallSku {
  sku_id?: number | string
  outer_id?: string
  quantity?: number
}

function updateTmallQuantities(form: Form, context: TopMethodContext): TopResult {
  const itemId = form.get('item_id') ?? ''
  if (itemId === '') return refuse(missingArgument('item_id'))
  const skus = readJson<TmallSku[]>(form.get('sku_quantities'), [])
  const options = readJson<{ type?: number; outer_biz_key?: string }>(form.get('options'), {})
  const mode = readMode(String(options?.type ?? ''))
  if (skus === null || options === null || mode === null) return refuse(invalidArgument('sku_quantities'))
  const key = options.outer_biz_key ?? null
  const writes = skus.map((sku) => ({
    units: sku.quantity ?? 0,
    listing: findSku(context, { itemId, skuId: String(sku.sku_id ?? ''), outerId: sku.outer_id ?? '' }),
  }))
  if (writes.some(({ listing }) => listing === undefined)) return refuse(businessError('isv.invalid-sku'))
  for (const { listing, units } of writes) {
    const skuKey = key === null ? null : `${key}/${listing!.skuId}`
    context.market.writeStock({ skuId: listing!.skuId, mode, units, key: skuKey })
  }
  return { ok: true, body: { tmall_item_quantity_update_response: { quantity_update_result: itemId } } }
}

function toItem(listing: MarketListing, quantity: number, context: TopMethodContext): Record<string, unknown> {
  const modified = toChinaText(context.nowMs)
  const item = { num_iid: longNumber(listing.listingId), num: quantity, modified }
  if (listing.skuId === listing.listingId) return item
  return { ...item, skus: { sku: [{ sku_id: longNumber(listing.skuId), quantity, modified }] } }
}

interface SkuWish {
  itemId: string
  skuId: string
  outerId: string
}

/** `sku_id` is stronger than `outer_id`; neither means the item's own count. */
function findSku({ ledger }: TopMethodContext, { itemId, skuId, outerId }: SkuWish): MarketListing | undefined {
  const ofItem = [...ledger.listings.values()].filter(({ listingId }) => listingId === itemId)
  if (skuId !== '') return ofItem.find((listing) => listing.skuId === skuId)
  if (outerId !== '') return ofItem.find((listing) => listing.skuCode === outerId)
  return ofItem.find((listing) => listing.skuId === itemId)
}

function readMode(text: string | undefined): 'absolute' | 'delta' | null {
  if (text === undefined || text === '' || text === '1') return 'absolute'
  return text === '2' ? 'delta' : null
}

function readInteger(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null
}

function readJson<T>(text: string | undefined, fallback: T): T | null {
  if (text === undefined || text === '') return fallback
  try {
    // Ids of 19 digits stay text.
    return JSON.parse(text.replaceAll(/:(\d{16,})/g, ':"$1"')) as T
  } catch {
    return null
  }
}
