// Confirming shipments: the order is completed, and the parcel written where plugins for tracking keep theirs. The shop
// itself checks nothing: any status may follow any other. So the order is looked at first, and what must not ship is
// refused here.

import { createHash } from 'node:crypto'
import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { isObject, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import type { WoocommerceClient } from './client.ts'
import { orderPath } from './orders.ts'
import { COMPLETED_STATUS } from './statuses.ts'

/** [A] Of the widest spread plugins; without one nobody sees the parcel but us. */
const TRACKING_KEY = '_wc_shipment_tracking_items'
const META_MAX = 2_000
const ITEMS_MAX = 100
const READY_STATUS = 'processing'

/** Names for people: the plugin shows what it is given. */
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
  dhl: 'DHL',
} as const

export function shipmentConfirming(client: WoocommerceClient, now: () => Instant): ShipmentConfirming {
  return {
    splits: 'none',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, { parcel, now: now() }, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

interface OrderState {
  status: string
  isPaid: boolean
  /** As they are kept: others may have written some. */
  items: unknown[]
}

async function confirm(
  client: WoocommerceClient,
  { parcel, now }: { parcel: Parcel; now: Instant },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const carrier = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrier === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `there is no name for ${parcel.carrier}` }
  }
  if (parcel.lines !== null) {
    return { outcome: 'refused', code: 'split_not_possible', message: 'WooCommerce completes an order as a whole' }
  }
  const { status, isPaid, items } = await readState(client, parcel.platformOrderId, signal)
  if (status === COMPLETED_STATUS) return { outcome: 'already_shipped' }
  if (status !== READY_STATUS || !isPaid) {
    return { outcome: 'refused', code: `status_${status}`, message: 'the order is not one to ship' }
  }
  const body = {
    status: COMPLETED_STATUS,
    meta_data: [{ key: TRACKING_KEY, value: [...items, toItem(carrier, parcel.trackingNumber, now)] }],
  }
  const row = await client.json({ method: 'PUT', path: orderPath(parcel.platformOrderId), body }, signal)
  const after = readOrderState(row)
  if (after.status === COMPLETED_STATUS) return { outcome: 'confirmed' }
  return { outcome: 'refused', code: 'not_completed', message: `the order is ${after.status} after it was completed` }
}

function toItem(carrier: string, trackingNumber: string, now: Instant): Record<string, unknown> {
  return {
    tracking_provider: '',
    custom_tracking_provider: carrier,
    custom_tracking_link: '',
    tracking_number: trackingNumber,
    date_shipped: Math.floor(now / SECOND_MS),
    // The plugin's own ids are digests of this kind.
    tracking_id: createHash('md5').update(`${carrier}-${trackingNumber}`).digest('hex'),
  }
}

async function readParcels(
  client: WoocommerceClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<PlatformParcel[]> {
  const { items } = await readState(client, platformOrderId, signal)
  return requireFields(() => items.map(toParcel))
}

async function readState(client: WoocommerceClient, platformOrderId: string, signal: AbortSignal): Promise<OrderState> {
  const query = { _fields: 'id,status,date_paid_gmt,meta_data' }
  return readOrderState(await client.json({ method: 'GET', path: orderPath(platformOrderId), query }, signal))
}

function readOrderState(row: unknown): OrderState {
  return requireFields(() => {
    const order = new ObjectReader(row, 'order')
    order.digits('id')
    const meta = (order.optionalList('meta_data', META_MAX) ?? []).filter(
      (each) => isObject(each) && each['key'] === TRACKING_KEY,
    )
    const items = meta.flatMap((each) => new ObjectReader(each, 'meta_data').optionalList('value', ITEMS_MAX) ?? [])
    return { status: order.text('status'), isPaid: order.has('date_paid_gmt'), items }
  })
}

function toParcel(item: unknown): PlatformParcel {
  const reader = new ObjectReader(item, 'tracking')
  return {
    trackingNumber: reader.text('tracking_number'),
    carrierCode: reader.text('custom_tracking_provider') || reader.text('tracking_provider'),
    shippedAt: reader.optionalEpoch('date_shipped', 's'),
    lines: null, // The whole order.
  }
}
