// The receiver of an order. Name, phones and address are ciphertext beside blank or masked text, and are never decrypted
// here.

import type { Receiver } from '@tidegate/domain'
import { provinceOf } from '../china-provinces.ts'
import { cipherToken } from '../cipher-token.ts'
import type { ObjectReader } from '../fields.ts'

/** Null where there is nothing to tell the receiver by: masked without a token, nobody could ever print this label. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const consignee = order.optionalObject('consigneeInfo')
  if (consignee === null) return null
  const token = tokenOf(order, consignee)
  const province = provinceOf(consignee.text('province'))
  if (token === null || province === '') return null
  return {
    name: consignee.text('fullname'),
    phone: consignee.text('mobile') || consignee.text('telephone'),
    address: consignee.text('town') + consignee.text('fullAddress'),
    province,
    city: consignee.text('city'),
    district: consignee.text('county'),
    token,
    buyer: order.optionalIdentifier('open_id_buyer') ?? order.optionalIdentifier('pin') ?? '',
    memo: [order.text('orderRemark'), order.text('venderRemark')].filter((text) => text !== '').join('\n'),
    masked: true,
  }
}

/** The OAID where the platform gives one [A: where it stands is not documented], else the ciphertext. */
function tokenOf(order: ObjectReader, consignee: ObjectReader): string | null {
  const oaid = consignee.optionalIdentifier('oaid') ?? order.optionalIdentifier('oaid')
  if (oaid !== null) return oaid
  const [name, mobile, telephone, address] = ['fullname', 'mobile', 'telephone', 'fullAddress'].map((part) =>
    consignee.text(`encrypt_${part}`),
  ) as [string, string, string, string]
  const isWhole = name !== '' && address !== '' && (mobile !== '' || telephone !== '')
  return isWhole ? cipherToken([name, mobile, telephone, address]) : null
}
