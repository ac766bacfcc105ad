// The receiver of an order, unmasked: the shop's own buyer. Where nothing is given for delivery, the bill's address is it.

import type { Receiver } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'
import { regionOf } from './states.ts'

/** Null where there is no address: downloads have none, and neither has an order that came thin. */
export function decodeReceiver(order: ObjectReader): Receiver | null {
  const billing = order.optionalObject('billing')
  const shipping = order.optionalObject('shipping')
  const address = [shipping, billing].find((each) => each !== null && hasAddress(each)) ?? null
  if (address === null) return null
  const province = regionOf(address.text('state'), address.text('country'))
  if (province === '') return null
  const parts = ['company', 'address_1', 'address_2', 'postcode', 'country'] as const
  return {
    name: joined(address, ['first_name', 'last_name'], ' ') || address.text('company'),
    // The delivery's own phone came with WooCommerce 5.6; many forms ask for one with the bill only.
    phone: address.text('phone') || (billing?.text('phone') ?? ''),
    address: joined(address, parts, ', '),
    province,
    city: address.text('city'),
    district: '',
    token: null,
    buyer: billing?.text('email') ?? '',
    memo: order.text('customer_note'),
    masked: false,
  }
}

function hasAddress(address: ObjectReader): boolean {
  return address.text('address_1') !== '' || address.text('city') !== ''
}

function joined(address: ObjectReader, names: readonly string[], between: string): string {
  return names
    .map((name) => address.text(name))
    .filter((part) => part !== '')
    .join(between)
}
