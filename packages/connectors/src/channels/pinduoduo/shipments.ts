// Confirming shipments, whole orders only. Source: the API page of logistics.online.send. Its business codes are not
// public, so a refusal is settled by looking at the order.

import type { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import type { PinduoduoClient } from './client.ts'
import { INFORMATION_ENVELOPE } from './decode-order.ts'
import { isBusinessError } from './errors.ts'
import { callForOrder } from './orders.ts'

const ENVELOPE = 'logistics_online_send_response'
const FIRST_DELIVERY = '1' // 2 would replace the number of a parcel that is on its way.

/** Ids of logistics.companies.get. */
const CARRIER_CODES = {
  sf: '44',
  yto: '85',
  zto: '115',
  sto: '1',
  yunda: '344',
  jd: '120',
  ems: '118',
  deppon: '131',
} as const

export function shipmentConfirming(client: PinduoduoClient): ShipmentConfirming {
  return {
    splits: 'none',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

async function confirm(client: PinduoduoClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const carrierId = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrierId === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `Pinduoduo has no id for ${parcel.carrier}` }
  }
  if (parcel.lines !== null) {
    return { outcome: 'refused', code: 'split_not_possible', message: 'Pinduoduo ships an order as a whole' }
  }
  const parameters = {
    order_sn: parcel.platformOrderId,
    logistics_id: carrierId,
    tracking_number: parcel.trackingNumber,
    redelivery_type: FIRST_DELIVERY,
  }
  try {
    return isSuccess(requireReadable(await client.call('pdd.logistics.online.send', parameters, signal)))
  } catch (error) {
    if (!isBusinessError(error)) throw error
    return settleRefusal(client, { parcel, error }, signal)
  }
}

async function settleRefusal(
  client: PinduoduoClient,
  { parcel, error }: { parcel: Parcel; error: ChannelError },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const parcels = await readParcels(client, parcel.platformOrderId, signal)
  if (parcels.length > 0) return { outcome: 'already_shipped' }
  if (error.kind !== 'refused') throw error
  return { outcome: 'refused', code: error.code, message: error.message }
}

function isSuccess(body: Record<string, unknown>): ConfirmOutcome {
  const success = requireFields(() => new ObjectReader(body[ENVELOPE], ENVELOPE).boolean('is_success'))
  if (success) return { outcome: 'confirmed' }
  return { outcome: 'refused', code: 'not_success', message: 'Pinduoduo answered is_success=false' }
}

async function readParcels(
  client: PinduoduoClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<PlatformParcel[]> {
  const body = requireReadable(await callForOrder(client, platformOrderId, signal))
  const parcels = requireFields(() => {
    const envelope = new ObjectReader(body[INFORMATION_ENVELOPE], INFORMATION_ENVELOPE)
    const order = envelope.object('order_info')
    return {
      trackingNumber: order.text('tracking_number'),
      carrierCode: order.text('logistics_id'),
      shippedAt: order.optionalTime('shipping_time'),
      lines: null, // The whole order.
    }
  })
  return parcels.trackingNumber === '' ? [] : [parcels]
}
