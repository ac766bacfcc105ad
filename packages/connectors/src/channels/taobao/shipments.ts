// Confirming shipments to Taobao, whole or by lines. Source: TOP API metadata of logistics.offline.send and
// logistics.orders.get. Business codes: B150 (shipped already) and ORDER_NOT_FOUND_ERROR were seen; the full list
// is not public, so any other isv code is a refusal for a person.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import type { TaobaoClient } from './client.ts'
import { wrappedRows } from './listing.ts'

const ENVELOPE = 'logistics_offline_send_response'
const ALREADY_SHIPPED = /:B150$/

/** Codes of logistics.companies.get. Those of J&T and JD differ between sources [A]. */
const CARRIER_CODES = {
  sf: 'SF',
  yto: 'YTO',
  zto: 'ZTO',
  sto: 'STO',
  yunda: 'YUNDA',
  jtexpress: 'HTKY',
  ems: 'EMS',
  china_post: 'POSTB',
  deppon: 'DBKD',
} as const

export function shipmentConfirming(client: TaobaoClient): ShipmentConfirming {
  return {
    splits: 'lines',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

async function confirm(client: TaobaoClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const carrierCode = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrierCode === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `Taobao has no code for ${parcel.carrier}` }
  }
  const split = parcel.lines === null ? {} : { is_split: '1', sub_tid: lineIds(parcel.lines) }
  const parameters = {
    tid: parcel.platformOrderId,
    out_sid: parcel.trackingNumber,
    company_code: carrierCode,
    ...split,
  }
  try {
    const answer = await client.call('taobao.logistics.offline.send', parameters, signal)
    return isSuccess(requireReadable(answer))
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    if (ALREADY_SHIPPED.test(error.code)) return { outcome: 'already_shipped' }
    if (error.kind !== 'refused') throw error
    return { outcome: 'refused', code: error.code, message: error.message }
  }
}

function lineIds(lines: readonly { platformLineId: string }[]): string {
  return lines.map(({ platformLineId }) => platformLineId).join(',')
}

function isSuccess(body: Record<string, unknown>): ConfirmOutcome {
  const success = requireFields(() =>
    new ObjectReader(body[ENVELOPE], ENVELOPE).object('shipping').boolean('is_success'),
  )
  if (success) return { outcome: 'confirmed' }
  return { outcome: 'refused', code: 'not_success', message: 'Taobao answered is_success=false' }
}

async function readParcels(
  client: TaobaoClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<PlatformParcel[]> {
  const parameters = { fields: 'tid,out_sid,company_name,created,sub_tids', tid: platformOrderId }
  const body = requireReadable(await client.call('taobao.logistics.orders.get', parameters, signal))
  const parcels = requireFields(() => {
    const envelope = new ObjectReader(body['logistics_orders_get_response'], 'logistics_orders_get_response')
    return wrappedRows(envelope.value('shippings'), 'shipping').map((row) => {
      const shipping = new ObjectReader(row, 'shipping')
      return {
        trackingNumber: shipping.text('out_sid'),
        carrierCode: shipping.text('company_name'), // Its name: this listing has no code.
        shippedAt: shipping.optionalTime('created'),
        lines: null, // Only which lines, not how many of each.
      }
    })
  })
  // A trade that waits to be shipped may have a logistics order without a number.
  return parcels.filter(({ trackingNumber }) => trackingNumber !== '')
}
