// Confirming shipments: what is left on an order's fulfillment orders is fulfilled with a tracking number. A mutation of
// this kind knows no repeats, so a cut answer is settled by looking at the order.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { logWords, requireFields } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { toGid } from './global-id.ts'
import { pickWork, readWork, WORK_QUERY } from './fulfillment-work.ts'

/** Names as Shopify links them to a tracking page; the others are shown as they are written [A]. */
const CARRIER_CODES = {
  sf: 'SF Express',
  yto: 'YTO Express',
  zto: 'ZTO Express',
  sto: 'STO Express',
  yunda: 'Yunda Express',
  jtexpress: 'J&T Express',
  jd: 'JD Logistics',
  ems: 'EMS',
  china_post: 'China Post',
  deppon: 'Deppon',
  cainiao: 'Cainiao',
  ups: 'UPS',
  usps: 'USPS',
  fedex: 'FedEx',
  dhl: 'DHL Express',
} as const

const FULFILLMENTS_MAX = 50
const NUMBERS_MAX = 10

const FULFILL = `mutation Fulfill($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { field message } }
}`

const PARCELS_QUERY = `query Parcels($id: ID!) {
  order(id: $id) {
    fulfillments(first: ${FULFILLMENTS_MAX}) { status createdAt trackingInfo(first: ${NUMBERS_MAX}) { company number } }
  }
}`

export function shipmentConfirming(client: ShopifyClient): ShipmentConfirming {
  return {
    splits: 'quantities',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

async function confirm(client: ShopifyClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const company = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (company === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `there is no name for ${parcel.carrier}` }
  }
  const data = await client.data(WORK_QUERY, { id: toGid('Order', parcel.platformOrderId) }, signal)
  const picked = pickWork(readWork(data), parcel)
  if (!picked.ok) return picked.outcome
  const fulfillment = {
    lineItemsByFulfillmentOrder: picked.work,
    trackingInfo: { company, number: parcel.trackingNumber },
    notifyCustomer: true, // A shop has no other way to tell its buyer.
  }
  return toOutcome(await client.data(FULFILL, { fulfillment }, signal))
}

function toOutcome(data: unknown): ConfirmOutcome {
  const answer = requireFields(() => {
    const payload = dataReader(data).object('fulfillmentCreate')
    const errors = payload.optionalList('userErrors', FULFILLMENTS_MAX) ?? failField('userErrors', 'a list', undefined)
    if (errors.length === 0) payload.object('fulfillment')
    return errors
  })
  const [error] = answer
  if (error === undefined) return { outcome: 'confirmed' }
  const message = logWords((error as Record<string, unknown>)['message'])
  return { outcome: 'refused', code: 'user_error', message }
}

async function readParcels(
  client: ShopifyClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<PlatformParcel[]> {
  const data = await client.data(PARCELS_QUERY, { id: toGid('Order', platformOrderId) }, signal)
  const parcels = requireFields(() => {
    const order = dataReader(data).optionalObject('order')
    if (order === null) return null
    const rows = order.optionalList('fulfillments', FULFILLMENTS_MAX) ?? failField('fulfillments', 'a list', undefined)
    return rows.flatMap((row) => toParcels(new ObjectReader(row, 'fulfillment')))
  })
  if (parcels === null) {
    throw new ChannelError('not_found', 'order_null', { message: 'the shop has no such order' })
  }
  return parcels
}

/** One fulfillment may have several numbers; a cancelled one is no parcel any more. */
function toParcels(fulfillment: ObjectReader): PlatformParcel[] {
  const status = fulfillment.text('status')
  if (status === 'CANCELLED' || status === 'ERROR' || status === 'FAILURE') return []
  const rows = fulfillment.optionalList('trackingInfo', NUMBERS_MAX) ?? []
  return rows.map((row) => {
    const tracking = new ObjectReader(row, 'trackingInfo')
    return {
      trackingNumber: tracking.text('number'),
      carrierCode: tracking.text('company'),
      shippedAt: fulfillment.optionalIsoTime('createdAt'),
      lines: null, // Asking for each fulfillment's lines would cost more points than a query has.
    }
  })
}
