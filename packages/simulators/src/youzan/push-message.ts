// Messages: JSON, signed over its bytes in a header; the content within is JSON again, URL-encoded.

import { createHash } from 'node:crypto'
import { toChinaText } from '../marketplace/china-time.ts'
import type { PushFormat } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { youzanStatus } from './to-youzan-trade.ts'

const MINUTE_MS = 60_000

const TYPES: Record<MarketEventKind, string> = {
  created: 'trade_TradeCreate',
  deposit_paid: 'trade_TradePaid',
  paid: 'trade_TradeBuyerPay',
  partly_shipped: 'trade_TradePartlySellerShip',
  shipped: 'trade_TradeSellerShip',
  completed: 'trade_TradeSuccess',
  closed: 'trade_TradeClose',
  refund_asked: 'youzan_trade_RefundCreated',
  refund_succeeded: 'youzan_trade_RefundSuccess',
  refund_refused: 'youzan_trade_RefundClosed',
  changed: 'trade_TradeMemoModified',
}

export const YOUZAN_PUSH: PushFormat = {
  request: (event, market, targetPath) => {
    const body = JSON.stringify(toMessage(event, market))
    const [clientId, secret] = [market.key('appKey'), market.key('appSecret')]
    const headers = {
      'content-type': 'application/json',
      'event-sign': createHash('md5').update(clientId).update(body).update(secret).digest('hex'),
      'event-type': TYPES[event.kind],
      'client-id': clientId,
    }
    return { method: 'POST', path: targetPath, headers, body }
  },
  handshake: null,
  isAcknowledged: (status, body) => status === 200 && body.includes('success'),
  // The newer of two documented plans.
  retryDelaysMs: [1 / 6, 1 / 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 60, 120].map((minutes) => minutes * MINUTE_MS),
}

/** A message that is sent again keeps its id. */
function messageIdOf(event: MarketEvent, kdtId: string): string {
  const hex = createHash('md5').update(`${kdtId}/${event.id}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function toMessage(event: MarketEvent, market: Marketplace): Record<string, unknown> {
  const { trade, kind, atMs } = event
  const content = { tid: trade.tradeId, status: youzanStatus(trade), update_time: toChinaText(trade.modifiedAtMs) }
  const encoded = encodeURIComponent(JSON.stringify(content))
  return {
    client_id: market.key('appKey'),
    kdt_id: Number(market.key('kdtId')),
    kdt_name: '演示店',
    id: trade.tradeId,
    type: TYPES[kind],
    status: youzanStatus(trade),
    // Newer types bring an object.
    msg: TYPES[kind].startsWith('youzan_') ? content : encoded,
    msg_id: messageIdOf(event, market.key('kdtId')),
    version: Math.floor(atMs / 1_000),
    sendCount: 0,
    sign: createHash('md5')
      .update(market.key('appKey') + encoded + market.key('appSecret'))
      .digest('hex'),
    test: false,
    mode: 1,
  }
}
