// The receiver of an order: masked words beside ciphertext, which is never decrypted here.

import type { Receiver } from '@tidegate/domain'
import { provinceOf } from '../china-provinces.ts'
import { cipherToken } from '../cipher-token.ts'
import type { ObjectReader } from '../fields.ts'

/** Null where there is nothing to tell the receiver by: masked without a token, nobody could ever print this label. */
export function decodeReceiver(data: ObjectReader, base: ObjectReader): Receiver | null {
  const address = data.optionalObject('orderAddress')
  if (address === null) return null
  const token = tokenOf(data, address)
  const province = provinceOf(address.text('province'))
  if (token === null || province === '') return null
  return {
    name: address.text('desensitiseConsignee'),
    phone: address.text('desensitiseMobile'),
    address: address.text('town') + address.text('desensitiseAddress'),
    province,
    city: address.text('city'),
    district: address.text('district'),
    token,
    buyer: base.optionalIdentifier('buyerOpenId') ?? '',
    memo: base.text('remark'),
    masked: true,
  }
}

/** The platform's own id of the address where it gives one, else the ciphertext. */
function tokenOf(data: ObjectReader, address: ObjectReader): string | null {
  const openAddressId = data.optionalObject('orderDeliveryInfo')?.optionalIdentifier('openAddressId') ?? null
  if (openAddressId !== null) return openAddressId
  const parts = ['encryptedConsignee', 'encryptedMobile', 'encryptedAddress'].map((name) => address.text(name))
  return parts.includes('') ? null : cipherToken(parts)
}
