// The methods by which a seller works: goods, stock, shipping, tokens, messages. Business refusals are [A].

import { isSameText } from '../marketplace/control-routes.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import type { Parameters, PddMethod } from './method.ts'
import { toPage } from './paging.ts'
import { businessError, parameterError, refusals, refuse } from './pdd-error.ts'
import type { PddResult } from './pdd-error.ts'

const CREATE = 'pdd.pop.auth.token.create'
const REFRESH = 'pdd.pop.auth.token.refresh'
export const OPEN_TYPES: ReadonlySet<string> = new Set([CREATE, REFRESH, 'pdd.logistics.companies.get'])

export const SELLER_METHODS: readonly [string, PddMethod][] = [
  ['pdd.goods.list.get', goodsList],
  ['pdd.goods.quantity.update', updateQuantity],
  ['pdd.logistics.online.send', send],
  ['pdd.logistics.companies.get', companies],
  ['pdd.pmc.user.permit', permit],
  [CREATE, createToken],
  [REFRESH, refreshToken],
]

/** Without topics it is for all that the application has subscribed; a part of them is not simulated. */
function permit(_parameters: Parameters, market: Marketplace): PddResult {
  market.outbox.unmute()
  return { ok: true, body: { pmc_user_permit_response: { is_success: true } } }
}

function goodsList(parameters: Parameters, market: Marketplace): PddResult {
  const goods = new Map<string, MarketListing[]>()
  for (const listing of market.ledger.listings.values()) {
    goods.set(listing.listingId, [...(goods.get(listing.listingId) ?? []), listing])
  }
  const toRow = (skus: MarketListing[]): Record<string, unknown> => toGoods(skus, market)
  const page = toPage(parameters, { rows: [...goods.values()], toRow }, market)
  return page.ok ? { ok: true, body: { goods_list_get_response: { ...page.count, goods_list: page.rows } } } : page
}

function toGoods(skus: readonly MarketListing[], { ledger }: Marketplace): Record<string, unknown> {
  const [first] = skus as [MarketListing]
  return {
    goods_id: longNumber(first.listingId),
    goods_name: first.title,
    is_more_sku: skus.length > 1 ? 1 : 0,
    is_onsale: first.onSale ? 1 : 0,
    sku_list: skus.map((sku) => ({
      sku_id: longNumber(sku.skuId),
      spec: sku.properties,
      outer_id: sku.skuCode,
      outer_goods_id: sku.productCode,
      sku_quantity: Math.max(0, ledger.stock.shown(sku.skuId)), // What buyers see is never below zero.
      is_sku_onsale: sku.onSale ? 1 : 0,
    })),
  }
}

function updateQuantity(parameters: Parameters, market: Marketplace): PddResult {
  const quantity = parameters.get('quantity') ?? ''
  if (!/^-?\d{1,9}$/.test(quantity)) return refuse(parameterError('quantity'))
  const type = parameters.get('update_type') ?? '1'
  if (type !== '1' && type !== '2') return refuse(parameterError('update_type'))
  const listing = findSku(parameters, market)
  if (listing === undefined) return refuse(businessError('商品不存在'))
  const units = Number(quantity)
  const after = type === '1' ? units : market.ledger.stock.shown(listing.skuId) + units
  if (after < 0) return refuse(businessError('库存不能小于0'))
  market.writeStock({ skuId: listing.skuId, mode: type === '1' ? 'absolute' : 'delta', units, key: null })
  return { ok: true, body: { goods_quantity_update_response: { is_success: true } } }
}

/** `sku_id` wins over `outer_id`. */
function findSku(parameters: Parameters, { ledger }: Marketplace): MarketListing | undefined {
  const goodsId = parameters.get('goods_id')
  const skuId = parameters.get('sku_id') ?? ''
  const own = [...ledger.listings.values()].filter(({ listingId }) => listingId === goodsId)
  if (skuId !== '') return own.find((listing) => listing.skuId === skuId)
  return own.find(({ skuCode }) => skuCode === parameters.get('outer_id'))
}

const COMPANIES: readonly [string, string][] = [
  ['1', '申通快递'],
  ['44', '顺丰快递'],
  ['85', '圆通快递'],
  ['115', '中通快递'],
  ['118', 'EMS'],
  ['120', '京东快递'],
  ['131', '德邦快递'],
  ['344', '韵达快递'],
]

const REFUSALS: Record<ShipRefusal | 'no_trade', string> = {
  no_trade: '订单不存在',
  not_paid: '订单未付款',
  forbidden: '订单审核中，不能发货',
  closed: '订单已关闭',
  already_shipped: '订单已发货',
  refund_open: '订单存在售后，不能发货',
  no_such_line: '订单不存在',
}

function send(parameters: Parameters, market: Marketplace): PddResult {
  const [orderSn = '', carrierCode = '', trackingNumber = ''] = ['order_sn', 'logistics_id', 'tracking_number'].map(
    (name) => parameters.get(name),
  )
  if (orderSn === '') return refuse(parameterError('order_sn'))
  if (!COMPANIES.some(([id]) => id === carrierCode)) return refuse(parameterError('logistics_id'))
  if (trackingNumber === '') return refuse(parameterError('tracking_number'))
  // Replacing the number of a parcel on its way is not simulated.
  if ((parameters.get('redelivery_type') ?? '1') !== '1') return refuse(parameterError('redelivery_type'))
  const result = market.ship(orderSn, { carrierCode, trackingNumber, lines: null })
  if (!result.ok) return refuse(businessError(REFUSALS[result.refusal]))
  return { ok: true, body: { logistics_online_send_response: { is_success: true } } }
}

function companies(): PddResult {
  const rows = COMPANIES.map(([id, name]) => ({ id: Number(id), logistics_company: name, available: 1 }))
  return { ok: true, body: { logistics_companies_get_response: { logistics_companies: rows } } }
}

function createToken(parameters: Parameters, market: Marketplace): PddResult {
  const code = parameters.get('code') ?? ''
  const issued = code === '' ? null : market.tokens.exchange(code, market.now())
  if (issued === null) return refuse(parameterError('code')) // [A]
  return { ok: true, body: { pop_auth_token_create_response: toTokens(issued, market) } }
}

function refreshToken(parameters: Parameters, market: Marketplace): PddResult {
  const given = parameters.get('refresh_token') ?? ''
  if (given === '') return refuse(parameterError('refresh_token'))
  const issued = market.tokens.refresh(given, market.now())
  if (issued === null) return refuse(refusals.accessToken)
  return { ok: true, body: { pop_auth_token_refresh_response: toTokens(issued, market) } }
}

/** The older way to tokens: at an address of its own, by the application's secret instead of a signature. */
export function grantTokens(parameters: Parameters, market: Marketplace): PddResult {
  const of = (name: string): string => parameters.get(name) ?? ''
  if (of('client_id') !== market.key('appKey')) return refuse(refusals.clientId)
  if (!isSameText(of('client_secret'), market.key('appSecret'))) return refuse(parameterError('client_secret'))
  const grant = of('grant_type')
  if (grant !== 'authorization_code' && grant !== 'refresh_token') return refuse(parameterError('grant_type'))
  const isByCode = grant === 'authorization_code'
  const issued = isByCode
    ? market.tokens.exchange(of('code'), market.now())
    : market.tokens.refresh(of('refresh_token'), market.now())
  if (issued === null) return refuse(isByCode ? parameterError('code') : refusals.accessToken)
  return { ok: true, body: toTokens(issued, market) }
}

function toTokens(issued: IssuedTokens, market: Marketplace): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: Math.floor((issued.expiresAtMs - market.now()) / 1_000),
    expires_at: Math.floor(issued.expiresAtMs / 1_000),
  }
}
