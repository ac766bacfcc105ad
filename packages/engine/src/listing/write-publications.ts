// Adds a batch's sales to the books of the platforms' counts, and what channels must hear of its parcels.

import type { Publication, ShipmentConfirmation } from '@tidegate/domain'
import { insertInto, writeRows } from '../database/columns.ts'
import type { Transaction } from '../database/connect.ts'

const CONFIRMATIONS = insertInto<ShipmentConfirmation>('shipment_confirmations', [
  { name: 'shipment_id', type: 'int8', of: (row) => row.shipmentId },
  { name: 'order_id', type: 'int8', of: (row) => row.orderId },
])

export async function writePublications(tx: Transaction, publications: readonly Publication[]): Promise<void> {
  if (publications.length === 0) return
  const column = (of: (row: Publication) => number) => `{${publications.map(of).join(',')}}`
  await tx`
    update stock_publications t
    set sold = t.sold + v.sold, sold_before_read = t.sold_before_read + v.sold_before_read,
      sold_around_read = t.sold_around_read + v.sold_around_read
    from unnest(${column((row) => row.listingId)}::int4[], ${column((row) => row.sold)}::int8[],
      ${column((row) => row.soldBeforeRead)}::int8[], ${column((row) => row.soldAroundRead)}::int8[])
      as v(listing_id, sold, sold_before_read, sold_around_read)
    where t.listing_id = v.listing_id`
}

export async function writeConfirmations(tx: Transaction, rows: readonly ShipmentConfirmation[]): Promise<void> {
  await writeRows(tx, CONFIRMATIONS, { rows })
}
