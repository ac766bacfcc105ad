// Messages as WeChat posts them: a JSON event, encrypted with the shop's message key, signed over the ciphertext.

import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { PushFormat } from '../marketplace/definition.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent } from '../marketplace/push-outbox.ts'
import { seconds } from './to-wx-order.ts'

const PAD_BLOCK_BYTES = 32
const ECHO = '1234567890'
const SHOP_ACCOUNT = 'gh_000000000001'

export const WECHAT_PUSH: PushFormat = {
  request(event, market, targetPath) {
    const message = toMessage(event)
    if (message === null) return null
    const Encrypt = encrypt(JSON.stringify(message), market)
    const query = signedQuery(market, [Encrypt], 'msg_signature')
    return {
      method: 'POST',
      path: withQuery(targetPath, { ...query, encrypt_type: 'aes' }),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ToUserName: SHOP_ACCOUNT, Encrypt }),
    }
  },
  handshake: (market, targetPath) => ({
    method: 'GET',
    path: withQuery(targetPath, { ...signedQuery(market, [], 'signature'), echostr: ECHO }),
    headers: {},
    body: '',
  }),
  isAcknowledged: (status, body) => status === 200 && ['success', '', ECHO].includes(body),
  retryDelaysMs: [5_000, 5_000, 5_000], // [A]
}

function withQuery(path: string, query: Record<string, string>): string {
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`
}

function signedQuery(market: Marketplace, parts: string[], name: string): Record<string, string> {
  const timestamp = String(seconds(market.now()))
  const nonce = String(randomBytes(4).readUInt32BE())
  const sorted = [market.key('pushToken'), timestamp, nonce, ...parts].sort()
  return { timestamp, nonce, [name]: createHash('sha1').update(sorted.join('')).digest('hex') }
}

/** Sixteen random bytes, the length, the message, the application's id; padded to blocks of 32. */
function encrypt(message: string, market: Marketplace): string {
  const key = Buffer.from(`${market.key('encodingAesKey')}=`, 'base64')
  const content = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const plain = Buffer.concat([randomBytes(16), length, content, Buffer.from(market.key('appId'))])
  const padding = PAD_BLOCK_BYTES - (plain.length % PAD_BLOCK_BYTES)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  )
}

function toMessage(event: MarketEvent): Record<string, unknown> | null {
  const told = toEvent(event)
  if (told === null) return null
  return {
    ToUserName: SHOP_ACCOUNT,
    FromUserName: event.trade.buyerOpenId,
    CreateTime: seconds(event.atMs),
    MsgType: 'event',
    ...told,
  }
}

function toEvent({ kind, trade }: MarketEvent): Record<string, unknown> | null {
  const order_id = longNumber(trade.tradeId)
  switch (kind) {
    case 'created':
      return { Event: 'channels_ec_order_new', order_info: { order_id } }
    case 'paid':
      return { Event: 'channels_ec_order_pay', order_info: { order_id, pay_time: seconds(trade.paidAtMs ?? 0) } }
    case 'partly_shipped':
      return { Event: 'channels_ec_order_deliver', order_info: { order_id, finish_delivery: 0 } }
    case 'shipped':
      return { Event: 'channels_ec_order_deliver', order_info: { order_id, finish_delivery: 1 } }
    case 'completed':
      return { Event: 'channels_ec_order_confirm', order_info: { order_id, confirm_type: 1 } }
    case 'closed':
      return { Event: 'channels_ec_order_cancel', order_info: { order_id, cancel_type: 1 } }
    case 'changed':
      return { Event: 'channels_ec_order_ext_info_update', order_info: { order_id, type: 2 } }
    case 'refund_asked':
    case 'refund_succeeded':
    case 'refund_refused': {
      const refund = trade.lines.find((line) => line.refund !== null)?.refund
      const told = { after_sale_order_id: refund?.refundId, order_id: trade.tradeId, status: kind }
      return { Event: 'channels_ec_aftersale_update', finder_shop_aftersale_status_update: told }
    }
    case 'deposit_paid':
      return null // The platform has no deposits.
  }
}
