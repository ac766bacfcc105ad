// Confirming shipments, whole orders only. Source: the API page of open.seller.order.goods.deliver. Splitting an order over
// parcels moves it on with the first of them, so it is not offered.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { noDataError, requireFields, requireReadable } from '../json-answer.ts'
import { longNumber } from '../long-number.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import { dataOf } from './client.ts'
import type { KuaishouClient } from './client.ts'
import { callForOrder } from './orders.ts'
import { CLOSED, ORDER_STATUSES, SHIPPED } from './statuses.ts'

const PARCELS_MAX = 100

/** The platform's table of carriers. */
const CARRIER_CODES = {
  sf: '4',
  yto: '6',
  zto: '9',
  sto: '3',
  yunda: '11',
  jtexpress: '109',
  jd: '14',
  ems: '2',
  china_post: '8',
  deppon: '17',
  cainiao: '113',
} as const

export function shipmentConfirming(client: KuaishouClient): ShipmentConfirming {
  return {
    splits: 'none',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

async function confirm(client: KuaishouClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const expressCode = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (expressCode === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `快手小店 has no code for ${parcel.carrier}` }
  }
  if (parcel.lines !== null) {
    return { outcome: 'refused', code: 'split_not_possible', message: 'an order is shipped as a whole' }
  }
  const parameters = {
    orderId: longNumber(parcel.platformOrderId),
    expressNo: parcel.trackingNumber,
    expressCode: Number(expressCode),
  }
  try {
    const body = requireReadable(await client.write('open.seller.order.goods.deliver', parameters, signal))
    if (new ObjectReader(body, '').has('result')) return { outcome: 'confirmed' }
    throw noDataError({ field: 'result', expected: '1', found: 'nothing' })
  } catch (error) {
    if (!(error instanceof ChannelError) || error.kind !== 'refused') throw error
    return settleRefusal(client, { parcel, error }, signal)
  }
}

/** One code refuses what has left, what is closed and what waits: only the order tells which. */
async function settleRefusal(
  client: KuaishouClient,
  { parcel, error }: { parcel: Parcel; error: ChannelError },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const parcels = await readParcels(client, parcel.platformOrderId, signal)
  if (parcels.length > 0) return { outcome: 'already_shipped' }
  return { outcome: 'refused', code: error.code, message: error.message }
}

async function readParcels(
  client: KuaishouClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<PlatformParcel[]> {
  const body = requireReadable(await callForOrder(client, platformOrderId, signal))
  const parcels = requireFields(() => {
    const data = dataOf(body)
    const base = data.object('orderBaseInfo')
    const status = base.code('status', ORDER_STATUSES)
    // Before an order has left, it may show the track of a parcel that is only prepared.
    if (status < SHIPPED || status === CLOSED) return []
    const rows = data.optionalList('orderLogisticsInfo', PARCELS_MAX) ?? []
    return rows.map((row) => {
      const parcel = new ObjectReader(row, 'orderLogisticsInfo')
      return {
        trackingNumber: parcel.text('expressNo'),
        carrierCode: parcel.text('expressCode'),
        shippedAt: base.optionalEpoch('sendTime', 'ms'),
        lines: null, // The whole order.
      }
    })
  })
  return parcels.filter(({ trackingNumber }) => trackingNumber !== '')
}
