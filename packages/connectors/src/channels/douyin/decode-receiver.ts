// The receiver of an order: masked words beside ciphertext, which is never decrypted here.

import type { Receiver } from '@tidegate/domain'
import { provinceOf } from '../china-provinces.ts'
import { cipherToken } from '../cipher-token.ts'
import type { ObjectReader } from '../fields.ts'

/** Null where there is nothing to tell the receiver by: masked without a token, nobody could ever print this label. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const address = order.optionalObject('post_addr')
  if (address === null) return null
  const masked = order.optionalObject('mask_post_addr')
  const [province, city, town, street] = ['province', 'city', 'town', 'street'].map(
    (level) => address.optionalObject(level)?.text('name') ?? '',
  ) as [string, string, string, string]
  const token = tokenOf(order, address)
  if (token === null || province === '') return null
  return {
    name: order.text('mask_post_receiver') || order.text('post_receiver'),
    phone: order.text('mask_post_tel') || order.text('post_tel'),
    address: street + (masked?.text('detail') || address.text('detail')),
    province: provinceOf(province),
    city,
    district: town,
    token,
    buyer: order.optionalIdentifier('doudian_open_id') ?? order.optionalIdentifier('open_id') ?? '',
    memo: [order.text('buyer_words'), order.text('seller_words')].filter((text) => text !== '').join('\n'),
    masked: true,
  }
}

function tokenOf(order: ObjectReader, address: ObjectReader): string | null {
  const parts = [
    order.text('encrypt_post_receiver'),
    order.text('encrypt_post_tel'),
    address.text('encrypt_detail'),
  ] as const
  return parts.includes('') ? null : cipherToken(parts)
}
