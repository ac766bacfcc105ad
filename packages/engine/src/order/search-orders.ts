// Finds orders by whatever a caller has in hand: our number, the platform's, a tracking number, a SKU's code, the last
// digits of any of them or of the phone. All but the last go by an index. A phone is only ever met as the keyed hash
// of its last four digits; nothing of a receiver is read in clear.

import type { Transaction } from '../database/connect.ts'
import type { Vault } from '../privacy/vault.ts'

/** What a search was found to be. */
const FOUND_BY = ['number', 'platform_order_id', 'tracking_number', 'sku', 'last_digits'] as const
export type FoundBy = (typeof FOUND_BY)[number]

export interface SearchFound {
  foundBy: FoundBy[]
  /** Null where it is a SKU. */
  orderIds: number[] | null
  skuId: number | null
}

/**
 * No index holds last digits: it would cost every order that comes in, for a search that is asked while somebody is on
 * the phone about an order of these days. So the newest this many are looked through (measured: 40 ms).
 */
const LAST_DIGITS_ORDERS_MAX = 100_000
/** More than this many orders with the same ending are no find. */
const FOUND_ORDERS_MAX = 200

const LAST_DIGITS = /^\d{4,10}$/
const PHONE_DIGITS = 4

export async function searchOrders(tx: Transaction, vault: Vault, text: string): Promise<SearchFound> {
  const wanted = text.trim()
  const named = await findByName(tx, wanted)
  if (named.length > 0) {
    const orderIds = [...new Set(named.map((row) => row.id))]
    return { foundBy: FOUND_BY.filter((by) => named.some((row) => row.by === by)), orderIds, skuId: null }
  }
  const [sku] = await tx<{ id: number }[]>`
    select id from skus where code in (${wanted}, ${wanted.toUpperCase()}) order by code = ${wanted} desc limit 1`
  if (sku !== undefined) return { foundBy: ['sku'], orderIds: null, skuId: sku.id }
  const ended = LAST_DIGITS.test(wanted) ? await findByLastDigits(tx, vault, wanted) : []
  return { foundBy: ended.length > 0 ? ['last_digits'] : [], orderIds: ended, skuId: null }
}

/** Our numbers are pasted with stray blanks and typed in lower case. */
async function findByName(tx: Transaction, wanted: string): Promise<{ id: number; by: FoundBy }[]> {
  const number = wanted.replaceAll(/\s/g, '').toUpperCase()
  return tx<{ id: number; by: FoundBy }[]>`
    select id, 'number' as by from orders where number = ${number}
    union all
    select o.id, 'platform_order_id' from shops s join orders o on o.shop_id = s.id and o.platform_order_id = ${wanted}
    union all
    (
      select distinct a.order_id, 'tracking_number'
      from shipments p join allocations a on a.fulfillment_order_id = p.fulfillment_order_id
      where p.tracking_number in (${wanted}, ${number})
      limit ${FOUND_ORDERS_MAX}
    )`
}

async function findByLastDigits(tx: Transaction, vault: Vault, digits: string): Promise<number[]> {
  const phone = digits.length === PHONE_DIGITS ? vault.pseudonym('phone_last4', digits) : null
  const rows = await tx<{ id: number }[]>`
    select id
    from (
      select id, number, platform_order_id, phone_last4_pseudonym
      from orders order by id desc limit ${LAST_DIGITS_ORDERS_MAX}
    ) newest
    where right(platform_order_id, ${digits.length}::int4) = ${digits} or right(number, ${digits.length}::int4) = ${digits}
      or phone_last4_pseudonym = decode(${phone}, 'hex')
    order by id desc
    limit ${FOUND_ORDERS_MAX}`
  return rows.map((row) => row.id)
}
