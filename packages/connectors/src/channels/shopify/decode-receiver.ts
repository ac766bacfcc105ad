// The receiver of an order. A shop sees its own buyers whole, so nothing is masked; an application without the right to
// see them gets no address at all.

import type { Receiver } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'

/** Null where there is no address: gift cards and downloads have none, and neither has an order that came thin. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const address = order.optionalObject('shippingAddress')
  if (address === null) return null
  const text = (...names: string[]): string =>
    names
      .map((name) => address.text(name))
      .filter((part) => part !== '')
      .join(', ')
  const first = (...names: string[]): string =>
    names.map((name) => address.text(name)).find((part) => part !== '') ?? ''
  // Many countries have no provinces; the country is then the region.
  const province = first('province', 'provinceCode', 'country', 'countryCodeV2')
  if (province === '') return null
  return {
    name: first('name', 'company'),
    phone: address.text('phone'),
    address: text('company', 'address1', 'address2', 'zip', 'country'),
    province,
    city: address.text('city'),
    district: '',
    token: null,
    buyer: '', // The customer's record needs a right of its own.
    memo: order.text('note'),
    masked: false,
  }
}
