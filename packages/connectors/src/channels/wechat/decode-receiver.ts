// The receiver of an order, in clear. Where a shop is shown masks, `hash_code` stands for the receiver [A].

import type { Receiver } from '@tidegate/domain'
import { provinceOf } from '../china-provinces.ts'
import type { ObjectReader } from '../fields.ts'

/** Null where the order came without a usable one: a gift nobody accepted has none yet. */
export function decodeReceiver(detail: ObjectReader, buyer: string): Receiver | null {
  const address = detail.optionalObject('delivery_info')?.optionalObject('address_info') ?? null
  const province = provinceOf(address?.text('province_name') ?? '')
  if (address === null || province === '') return null
  const [name, phone] = [address.text('user_name'), address.text('tel_number')]
  const street = address.text('detail_info') + address.text('house_number')
  const masked = [name, phone, street].some((text) => text.includes('*'))
  const token = masked ? address.optionalIdentifier('hash_code') : null
  // Masked and without its token nobody could ever print this label: as good as absent.
  if (masked && token === null) return null
  const notes = detail.optionalObject('ext_info')
  const memo = notes === null ? [] : [notes.text('customer_notes'), notes.text('merchant_notes')]
  return {
    name,
    phone,
    address: street,
    province,
    city: address.text('city_name'),
    district: address.text('county_name'),
    token,
    buyer,
    memo: memo.filter((text) => text !== '').join('\n'),
    masked,
  }
}
