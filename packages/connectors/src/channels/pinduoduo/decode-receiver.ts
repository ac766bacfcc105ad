// The receiver of an order. Names, phones and addresses are ciphertext, and blank after shipping or under review; the
// masked ones are always there. `open_address_id` stands for the receiver: never decrypted here.

import type { Receiver } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'

/** Null where there is no token: masked without one, nobody could ever print this label. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const token = order.optionalIdentifier('open_address_id')
  const province = order.text('province')
  if (token === null || province === '') return null
  return {
    name: order.text('receiver_name_mask'),
    phone: order.text('receiver_phone_mask'),
    address: order.text('receiver_address_mask'),
    province,
    city: order.text('city'),
    district: order.text('town'),
    token,
    buyer: '', // The platform names no buyer.
    memo: [order.text('buyer_memo'), order.text('remark')].filter((text) => text !== '').join('\n'),
    masked: true,
  }
}
