// The methods by which a seller works: items, stock, shipping.

import { integerOf, textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { leftOf } from '../marketplace/ship-trade.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { delivery, invalid, refusals, refuse } from './kuaishou-error.ts'
import type { KuaishouResult } from './kuaishou-error.ts'
import type { KuaishouMethod, Parameters } from './method.ts'
import { findOrder } from './order-methods.ts'

export const SELLER_METHODS: readonly [string, KuaishouMethod][] = [
  ['open.item.list.get', { transports: ['GET'], serve: listItems }],
  ['open.item.sku.stock.update', { transports: ['POST'], serve: changeStock }],
  ['open.seller.order.goods.deliver', { transports: ['POST'], serve: deliver }],
]

const PAGE_SIZE_MAX = 50

function listItems(parameters: Parameters, { ledger }: Marketplace): KuaishouResult {
  const [pageNumber, pageSize] = [integerOf(parameters, 'pageNumber'), integerOf(parameters, 'pageSize')]
  if (pageNumber === null || pageNumber < 1) return invalid('pageNumber')
  if (pageSize === null || pageSize < 10 || pageSize > PAGE_SIZE_MAX) return invalid('pageSize')
  const wanted = textOf(parameters, 'kwaiItemId')
  const byItem = new Map<string, MarketListing[]>()
  for (const listing of ledger.listings.values()) {
    if (wanted !== '' && listing.listingId !== wanted) continue
    byItem.set(listing.listingId, [...(byItem.get(listing.listingId) ?? []), listing])
  }
  const all = [...byItem.values()]
  const items = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map((skus) => {
    const [first] = skus as [MarketListing]
    return {
      kwaiItemId: longNumber(first.listingId),
      title: first.title,
      shelfStatus: first.onSale ? 1 : 0,
      skuList: skus.map((sku) => ({
        kwaiItemId: longNumber(sku.listingId),
        kwaiSkuId: longNumber(sku.skuId),
        skuNick: sku.skuCode,
        specification: sku.properties,
        skuStock: Math.max(0, ledger.stock.shown(sku.skuId)), // What buyers see is never below zero.
        skuSalePrice: sku.priceFen,
        isValid: 1,
      })),
    }
  })
  const totalPage = Math.ceil(all.length / pageSize)
  return { ok: true, data: { totalPage, currentPageNumber: pageNumber, totalItemCount: all.length, items } }
}

function changeStock(parameters: Parameters, market: Marketplace): KuaishouResult {
  const [units, type] = [integerOf(parameters, 'skuChangeStock'), integerOf(parameters, 'changeType')]
  if (units === null || units <= 0 || units >= 9_999_999) return invalid('skuChangeStock')
  if (type !== 1 && type !== 2) return invalid('changeType')
  const { listings, stock } = market.ledger
  const sku = listings.get(textOf(parameters, 'skuId'))
  if (sku === undefined || sku.listingId !== textOf(parameters, 'kwaiItemId')) return refuse(refusals.noSuchItem)
  const delta = type === 1 ? units : -units
  if (stock.shown(sku.skuId) + delta < 0) return refuse(refusals.shortage)
  market.writeStock({ skuId: sku.skuId, mode: 'delta', units: delta, key: null })
  return { ok: true, data: {} }
}

const EXPRESS_CODES: ReadonlySet<number> = new Set([2, 3, 4, 6, 8, 9, 11, 14, 17, 109, 113])

function deliver(parameters: Parameters, market: Marketplace): KuaishouResult {
  const [oid, expressNo] = [textOf(parameters, 'orderId'), textOf(parameters, 'expressNo')]
  const expressCode = integerOf(parameters, 'expressCode')
  if (expressCode === null || !EXPRESS_CODES.has(expressCode)) return invalid('expressCode')
  if (expressNo === '') return invalid('expressNo')
  const found = findOrder(oid, market)
  if (found === null) return refuse(refusals.rejected)
  const { trade, line } = found
  const lines = trade.lines.length === 1 ? null : [{ lineId: oid, quantity: leftOf(trade, line) }]
  const result = market.ship(trade.tradeId, { carrierCode: String(expressCode), trackingNumber: expressNo, lines })
  if (result.ok) return { ok: true, data: {} }
  return result.refusal === 'forbidden' ? delivery('订单存在风险，暂不可发货') : refuse(refusals.rejected)
}
