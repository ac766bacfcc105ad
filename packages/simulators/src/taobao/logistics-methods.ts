// The TOP methods of shipping. Source: TOP API metadata (logistics.offline.send, logistics.online.send,
// logistics.orders.get). The business error codes are [A]: the full list is not public.

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketParcel, MarketTrade } from '../marketplace/market-trade.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { Form, TopMethod, TopMethodContext } from './method.ts'
import { selectFields } from './select-fields.ts'
import { businessError, invalidArgument, missingArgument, refusals, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

export const LOGISTICS_METHODS: readonly [string, TopMethod][] = [
  ['taobao.logistics.offline.send', (form, context) => send(form, context, 'logistics_offline_send_response')],
  ['taobao.logistics.online.send', (form, context) => send(form, context, 'logistics_online_send_response')],
  ['taobao.logistics.orders.get', orders],
  ['taobao.logistics.companies.get', companies],
]

const COMPANIES: readonly [string, string][] = [
  ['SF', '顺丰速运'],
  ['YTO', '圆通速递'],
  ['ZTO', '中通快递'],
  ['STO', '申通快递'],
  ['YUNDA', '韵达快递'],
  ['HTKY', '极兔速递'],
  ['EMS', 'EMS'],
  ['POSTB', '邮政快递包裹'],
  ['DBKD', '德邦快递'],
]

const REFUSALS: Record<ShipRefusal | 'no_trade', string> = {
  no_trade: 'isv.logistics-offline-service-error:ORDER_NOT_FOUND_ERROR',
  not_paid: 'isv.logistics-offline-service-error:B04',
  forbidden: 'isv.logistics-offline-service-error:B27',
  closed: 'isv.logistics-offline-service-error:B04',
  already_shipped: 'isv.logistics-offline-service-error:B150',
  refund_open: 'isv.logistics-offline-service-error:B06',
  no_such_line: 'isv.logistics-offline-service-error:B60',
}

function send(form: Form, { market }: TopMethodContext, envelope: string): TopResult {
  const tradeId = form.get('tid') ?? ''
  const trackingNumber = form.get('out_sid') ?? ''
  const carrierCode = form.get('company_code') ?? ''
  if (tradeId === '') return refuse(missingArgument('tid'))
  if (carrierCode === '') return refuse(missingArgument('company_code'))
  if (!COMPANIES.some(([code]) => code === carrierCode)) return refuse(invalidArgument('company_code'))
  if (trackingNumber === '') return refuse(missingArgument('out_sid'))
  const isSplit = form.get('is_split') === '1'
  const lineIds = (form.get('sub_tid') ?? '').split(',').filter((id) => id !== '')
  if (isSplit && lineIds.length === 0) return refuse(missingArgument('sub_tid'))
  const trade = market.find(tradeId)
  const quantityOf = (lineId: string): number => trade?.lines.find((line) => line.lineId === lineId)?.quantity ?? 1
  const lines = isSplit ? lineIds.map((lineId) => ({ lineId, quantity: quantityOf(lineId) })) : null
  const result = market.ship(tradeId, { carrierCode, trackingNumber, lines })
  if (!result.ok) return refuse(businessError(REFUSALS[result.refusal]))
  return { ok: true, body: { [envelope]: { shipping: { is_success: true } } } }
}

function orders(form: Form, { market }: TopMethodContext): TopResult {
  const fields = form.get('fields') ?? ''
  const tradeId = form.get('tid') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  if (tradeId === '') return refuse(missingArgument('tid'))
  const trade = market.find(tradeId)
  if (trade === undefined) return refuse(refusals.tradeNotExist)
  const shippings = trade.parcels.map((parcel) => selectFields(toShipping(trade, parcel), fields))
  const wrapper = shippings.length === 0 ? {} : { shippings: { shipping: shippings } }
  return { ok: true, body: { logistics_orders_get_response: { total_results: shippings.length, ...wrapper } } }
}

function toShipping(trade: MarketTrade, parcel: MarketParcel): Record<string, unknown> {
  const isPart = parcel.lines.length < trade.lines.length
  return {
    tid: longNumber(trade.tradeId),
    out_sid: parcel.trackingNumber,
    company_name: COMPANIES.find(([code]) => code === parcel.carrierCode)?.[1] ?? '',
    status: 'ACCEPTED_BY_RECEIVER',
    created: toChinaText(parcel.shippedAtMs),
    is_spilt: isPart ? 1 : 0, // The platform's spelling.
    sub_tids: { number: parcel.lines.map(({ lineId }) => longNumber(lineId)) },
  }
}

function companies(form: Form): TopResult {
  if ((form.get('fields') ?? '') === '') return refuse(missingArgument('fields'))
  const rows = COMPANIES.map(([code, name], index) => ({ id: index + 1, code, name }))
  return { ok: true, body: { logistics_companies_get_response: { logistics_companies: { logistics_company: rows } } } }
}
