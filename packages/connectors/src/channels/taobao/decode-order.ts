// Bytes of a `taobao.trade.fullinfo.get` answer to an order snapshot. Pure: no network, no clock, and the
// process's time zone does not matter. Field meanings: TOP API metadata of trade.fullinfo.get.

import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines } from './decode-lines.ts'
import { AMOUNT_RANGE, decodeLegs } from './decode-payment.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { TRADE_STATUS_WORDS, tradeStatusMeaning } from './statuses.ts'
import type { TradeStatus } from './statuses.ts'

const FULLINFO_ENVELOPE = 'trade_fullinfo_get_response'

/** Decodes one trade; what cannot be an order comes back as a problem that names the field. */
export function decodeTaobaoOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  const envelope = new ObjectReader(new ObjectReader(body, '').value(FULLINFO_ENVELOPE), FULLINFO_ENVELOPE)
  const trade = new ObjectReader(envelope.value('trade'), '')
  const platformOrderId = trade.digits('tid')
  const status = trade.oneOf<TradeStatus>('status', TRADE_STATUS_WORDS)
  const payableFen = trade.fen('payment', AMOUNT_RANGE)
  const freightFen = trade.optionalFen('post_fee', AMOUNT_RANGE) ?? 0
  const decodedLines = decodeLines(trade, status, payableFen - freightFen)
  return {
    key: { channel: 'taobao', shop, platformOrderId },
    version: trade.time('modified'),
    placedAt: trade.time('created'),
    platformState: tradeStatusMeaning(status).platformState,
    refunding: decodedLines?.refunding ?? false,
    shippingForbidden: tradeStatusMeaning(status).shippingForbidden ?? false,
    currency: 'CNY', // TOP trades are in yuan; the metadata has no currency field.
    freightFen,
    payableFen,
    legs: decodeLegs(trade, status, payableFen),
    lines: decodedLines?.lines ?? null,
    receiver: decodeReceiver(trade),
  }
}
