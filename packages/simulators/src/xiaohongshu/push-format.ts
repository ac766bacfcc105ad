// Messages as Xiaohongshu posts them: a list, whose signature covers path, query, application and time, and not the body.

import { createHash } from 'node:crypto'
import type { PushedRequest, PushFormat } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { orderStatus } from './to-xhs-order.ts'

const RETRY_MS = 5 * 60_000 // Once, and never again.

export const XIAOHONGSHU_PUSH: PushFormat = {
  request(event, market, targetPath) {
    const { msgTag, data } = toMessage(event)
    const message = { msgTag, sellerId: market.key('sellerId'), data: JSON.stringify(data) }
    return signed(JSON.stringify([message]), market, targetPath)
  },
  handshake: (market, targetPath) => signed('{"test":true}', market, targetPath),
  isAcknowledged: (status, body) => status === 200 && /"success":true/.test(body),
  retryDelaysMs: [RETRY_MS],
}

function signed(body: string, market: Marketplace, targetPath: string): PushedRequest {
  const url = new URL(targetPath, 'http://seller.example')
  const timestamp = String(Math.floor(market.now() / 1_000))
  const pairs = [...url.searchParams, ['app-key', market.key('appKey')], ['timestamp', timestamp]] as [string, string][]
  const sorted = pairs.map(([name, value]) => `${name}=${value}`).sort()
  const base = `${url.pathname}?${sorted.join('&')}${market.key('appSecret')}`
  const sign = createHash('md5').update(base).digest('hex')
  const headers = { 'content-type': 'application/json', 'app-key': market.key('appKey'), timestamp, sign }
  return { method: 'POST', path: targetPath, headers, body }
}

const AFTER_SALE_TAGS: Partial<Record<MarketEventKind, string>> = {
  refund_asked: 'msg_after_sale_create',
  refund_succeeded: 'msg_after_sale_refund_finished',
  refund_refused: 'msg_after_sale_audit_pass',
}

function toMessage({ kind, trade }: MarketEvent): { msgTag: string; data: Record<string, unknown> } {
  const afterSaleTag = AFTER_SALE_TAGS[kind]
  if (afterSaleTag !== undefined) {
    const refund = trade.lines.find((line) => line.refund !== null)?.refund
    return { msgTag: afterSaleTag, data: { orderId: trade.tradeId, returnsId: refund?.refundId } }
  }
  if (kind === 'changed') return { msgTag: 'msg_fulfillment_seller_remark_change', data: { orderId: trade.tradeId } }
  const data = { orderId: trade.tradeId, orderStatus: orderStatus(trade), updateTime: trade.modifiedAtMs }
  return { msgTag: 'msg_fulfillment_status_change', data }
}
