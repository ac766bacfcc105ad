// Messages as the platform posts them: encrypted text and nothing else.

import type { PushedRequest, PushFormat } from '../marketplace/definition.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { encryptEvent } from './crypto.ts'

const EVENTS: Record<MarketEventKind, string> = {
  created: 'kwaishop_order_addOrder',
  deposit_paid: 'kwaishop_order_paySuccess',
  paid: 'kwaishop_order_paySuccess',
  partly_shipped: 'kwaishop_order_delivering',
  shipped: 'kwaishop_order_delivering',
  completed: 'kwaishop_order_orderSuccess',
  closed: 'kwaishop_order_orderFail',
  changed: 'kwaishop_order_addNote',
  refund_asked: 'kwaishop_aftersales_addRefund',
  refund_succeeded: 'kwaishop_aftersales_updateRefund',
  refund_refused: 'kwaishop_aftersales_updateRefund',
}

export const PUSH_FORMAT: PushFormat = {
  request: (event, market, targetPath) => post(toEvent(event, market), market, targetPath),
  handshake: (market, targetPath) => post({ test: true }, market, targetPath),
  isAcknowledged,
  // Documented: 5, 10, 20, 30 and 60 minutes; here a thousandth of each, so nobody need wait an hour.
  retryDelaysMs: [300, 600, 1_200, 1_800, 3_600],
}

/** Tells of the first order of a trade: the others change with it, and polling finds them. */
function toEvent({ id, kind, atMs, trade }: MarketEvent, market: Marketplace): Record<string, unknown> {
  const event = EVENTS[kind]
  const isRefund = event.startsWith('kwaishop_aftersales_')
  const oid = longNumber(trade.lines.find(({ refund }) => isRefund && refund !== null)?.lineId ?? trade.tradeId)
  return {
    eventId: `evt-${id}`,
    msgId: `msg-${id}`,
    bizId: oid,
    userId: 900_000_001,
    openId: market.key('openId'),
    appKey: market.key('appKey'),
    event,
    info: JSON.stringify(isRefund ? { orderId: oid, updateTime: atMs } : { oid, updateTime: atMs }),
    status: 1,
    createTime: atMs,
    updateTime: atMs,
    test: false,
  }
}

function post(event: Record<string, unknown>, market: Marketplace, path: string): PushedRequest {
  const body = encryptEvent(JSON.stringify(event), market.key('messageKey'))
  return { method: 'POST', path, headers: { 'content-type': 'text/plain;charset=utf-8' }, body }
}

function isAcknowledged(status: number, body: string): boolean {
  if (status !== 200) return false
  try {
    const answer: unknown = JSON.parse(body)
    return typeof answer === 'object' && answer !== null && 'result' in answer && answer.result === 1
  } catch {
    return false
  }
}
