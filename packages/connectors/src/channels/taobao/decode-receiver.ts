// The receiver of a trade. Taobao masks name, phone and address; the OAID is what may be compared,
// merged and decrypted (TOP guide on receiver encryption).

import type { Receiver } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'

/** Null where the trade came without a usable receiver, so that a thin answer never overwrites a full one. */
export function decodeReceiver(trade: ObjectReader): Receiver | null {
  const name = trade.text('receiver_name')
  const street = trade.text('receiver_address')
  const province = trade.text('receiver_state')
  if (name === '' && street === '' && province === '') return null
  const phone = trade.text('receiver_mobile') || trade.text('receiver_phone')
  const token = trade.optionalIdentifier('oaid')
  const masked = token !== null || [name, phone, street].some((text) => text.includes('*'))
  // Masked and without its token nobody could ever print this label: as good as absent.
  if (masked && token === null) return null
  return {
    name,
    phone,
    address: trade.text('receiver_town') + street,
    province,
    city: trade.text('receiver_city'),
    district: trade.text('receiver_district'),
    token,
    buyer: trade.optionalIdentifier('buyer_open_uid') ?? '',
    memo: [trade.text('buyer_message'), trade.text('seller_memo')].filter((text) => text !== '').join('\n'),
    masked,
  }
}
