// The receiver of an order, as it is given: not masked.

import type { Receiver } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'

/** Null where there is no address: what is virtual or collected has none, and neither has an order that came thin. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const address = order.optionalObject('address_info')
  const province = address?.text('delivery_province') ?? ''
  if (address === null || province === '') return null
  const remarks = order.optionalObject('remark_info')
  return {
    name: address.text('receiver_name'),
    phone: address.text('receiver_tel'),
    address: address.text('delivery_address'),
    province,
    city: address.text('delivery_city'),
    district: address.text('delivery_district'),
    token: null,
    buyer: order.optionalObject('buyer_info')?.text('yz_open_id') ?? '',
    memo: [remarks?.text('buyer_message') ?? '', remarks?.text('trade_memo') ?? '']
      .filter((text) => text !== '')
      .join('\n'),
    masked: false,
  }
}
