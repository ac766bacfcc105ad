// Messages as the platform posts them: a list of one, JSON within JSON, signed over the raw body.

import type { PushedRequest, PushFormat } from '../marketplace/definition.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { eventSign } from './expected-sign.ts'
import { seconds } from './to-douyin-order.ts'

const TAGS: Record<MarketEventKind, string> = {
  created: '100',
  deposit_paid: '101',
  paid: '101',
  partly_shipped: '108',
  shipped: '102',
  completed: '103',
  closed: '106',
  changed: '113',
  refund_asked: '200',
  refund_succeeded: '206',
  refund_refused: '204',
}

const ADDRESS_CHECK = '0'

export const PUSH_FORMAT: PushFormat = {
  request: (event, market, targetPath) => post(messageOf(event, market), market, targetPath),
  handshake: (market, targetPath) => {
    const data = new Date(market.now()).toISOString()
    return post({ tag: ADDRESS_CHECK, msg_id: ADDRESS_CHECK, data }, market, targetPath)
  },
  isAcknowledged,
  retryDelaysMs: [500, 2_000, 10_000], // [A] The platform's schedule is not published.
}

function messageOf({ id, kind, atMs, trade }: MarketEvent, market: Marketplace): Record<string, unknown> {
  const tag = TAGS[kind]
  const refund = trade.lines.find((line) => line.refund !== null)?.refund ?? null
  const data = {
    p_id: longNumber(trade.tradeId),
    s_ids: trade.lines.map(({ lineId }) => longNumber(lineId)),
    shop_id: longNumber(market.key('shopId')),
    update_time: seconds(atMs),
    ...(tag.startsWith('2') && refund !== null
      ? { aftersale_id: longNumber(refund.refundId), refund_amount: refund.amountFen }
      : {}),
  }
  return { tag, msg_id: `${trade.tradeId}:${tag}:${seconds(atMs)}:${id}`, data: JSON.stringify(data) }
}

function post(message: Record<string, unknown>, market: Marketplace, path: string): PushedRequest {
  const body = JSON.stringify([message])
  const appKey = market.key('appKey')
  const headers = {
    'content-type': 'application/json',
    'app-id': appKey,
    'event-sign': eventSign({ appKey, secret: market.key('appSecret') }, body),
  }
  return { method: 'POST', path, headers, body }
}

function isAcknowledged(status: number, body: string): boolean {
  if (status !== 200) return false
  try {
    const answer: unknown = JSON.parse(body)
    return typeof answer === 'object' && answer !== null && 'code' in answer && answer.code === 0
  } catch {
    return false
  }
}
