// The methods of shipping. Business refusals are [A].

import { integerOf, textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import { businessError, invalid, missing } from './douyin-error.ts'
import type { DouyinResult } from './douyin-error.ts'
import type { DouyinMethod, Parameters } from './method.ts'

export const LOGISTICS_METHODS: readonly [string, DouyinMethod][] = [
  ['order.logisticsAdd', shipOrder],
  ['order.logisticsAddMultiPack', shipPacks],
]

const COMPANIES = new Set(['shunfeng', 'yuantong', 'zhongtong', 'shentong', 'yunda', 'jtexpress', 'jd'])

const REFUSALS: Record<ShipRefusal | 'no_trade', string> = {
  no_trade: '订单不存在',
  not_paid: '订单未支付',
  forbidden: '订单暂不可发货',
  closed: '订单已关闭',
  already_shipped: '订单已发货',
  refund_open: '订单有退款需要处理，拒绝发货',
  no_such_line: '子订单不存在',
}

interface Pack {
  carrierCode: string
  trackingNumber: string
  lines: { lineId: string; quantity: number }[] | null
}

function readCarrier(parameters: Parameters): Pack | null {
  const [carrierCode, trackingNumber] = [textOf(parameters, 'company_code'), textOf(parameters, 'logistics_code')]
  return COMPANIES.has(carrierCode) && trackingNumber !== '' ? { carrierCode, trackingNumber, lines: null } : null
}

/** Shipping against an open refund (`is_reject_refund`) is not simulated. */
function shipOrder(parameters: Parameters, market: Marketplace): DouyinResult {
  const orderId = textOf(parameters, 'order_id')
  if (orderId === '') return missing('order_id')
  const pack = readCarrier(parameters)
  if (pack === null) return invalid('company_code')
  const result = market.ship(orderId, pack)
  return result.ok ? { ok: true, data: {} } : businessError(REFUSALS[result.refusal])
}

/** What was answered to each request id; a repeat gets it again and ships nothing. */
const answered = new WeakMap<Marketplace, Map<string, DouyinResult>>()

function shipPacks(parameters: Parameters, market: Marketplace): DouyinResult {
  const [orderId, requestId] = [textOf(parameters, 'order_id'), textOf(parameters, 'request_id')]
  if (orderId === '') return missing('order_id')
  if (requestId === '') return missing('request_id')
  const earlier = answered.get(market)?.get(requestId)
  if (earlier !== undefined) return earlier
  const packs = readPacks(parameters['pack_list'])
  if (packs === null) return invalid('pack_list')
  // Several packs at once are not simulated: a caller that sends one a time meets every rule.
  if (packs.length !== 1) return invalid('pack_list')
  const [pack] = packs as [Pack]
  const result = market.ship(orderId, pack)
  if (!result.ok) return businessError(REFUSALS[result.refusal])
  const shipped_order_info = pack.lines?.map(({ lineId, quantity }) => ({
    shipped_order_id: lineId,
    shipped_num: quantity,
  }))
  const done = [{ logistics_code: pack.trackingNumber, pack_id: result.parcel.parcelId, shipped_order_info }]
  const answer: DouyinResult = { ok: true, data: { pack_list: done } }
  answered.set(market, (answered.get(market) ?? new Map<string, DouyinResult>()).set(requestId, answer))
  return answer
}

function readPacks(value: unknown): Pack[] | null {
  if (!Array.isArray(value)) return null
  const packs = value.map((row) => {
    const pack = isRecord(row) ? readCarrier(row) : null
    const lines = isRecord(row) ? readLines(row['shipped_order_info']) : null
    return pack === null || lines === null ? null : { ...pack, lines }
  })
  return packs.every((pack) => pack !== null) ? packs : null
}

function readLines(value: unknown): { lineId: string; quantity: number }[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const lines = value.map((row) => {
    const quantity = isRecord(row) ? integerOf(row, 'shipped_num') : null
    return isRecord(row) && quantity !== null && quantity > 0
      ? { lineId: textOf(row, 'shipped_order_id'), quantity }
      : null
  })
  return lines.every((line) => line !== null) ? lines : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
