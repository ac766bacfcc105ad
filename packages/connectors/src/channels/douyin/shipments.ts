// Confirming shipments: what is left of an order, or units of lines. Source: the API pages of order.logisticsAdd and
// order.logisticsAddMultiPack as the official SDK carries them. An open refund is never rejected by shipping: the platform
// then refuses, and a person decides.

import type { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { noDataError, requireFields, requireReadable } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import type { DouyinClient, Parameters } from './client.ts'
import { parcelsOf } from './decode-lines.ts'
import { orderOf } from './decode-order.ts'
import { isBusinessRefusal } from './errors.ts'
import { callForOrder } from './orders.ts'
import { COMPLETED, SHIPPED } from './statuses.ts'

/** Codes of order.logisticsCompanyList, as far as public text names them. */
const CARRIER_CODES = {
  sf: 'shunfeng',
  yto: 'yuantong',
  zto: 'zhongtong',
  sto: 'shentong',
  yunda: 'yunda',
  jtexpress: 'jtexpress',
  jd: 'jd',
} as const

export function shipmentConfirming(client: DouyinClient): ShipmentConfirming {
  return {
    splits: 'quantities',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: async (platformOrderId, signal) => (await readShipped(client, platformOrderId, signal)).parcels,
  }
}

async function confirm(client: DouyinClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const companyCode = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (companyCode === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `抖店 has no code for ${parcel.carrier}` }
  }
  const { method, parameters } = toCall(parcel, companyCode)
  try {
    const body = requireReadable(await client.call(method, parameters, signal))
    if (new ObjectReader(body, '').has('code')) return { outcome: 'confirmed' }
    throw noDataError({ field: 'code', expected: '10000', found: 'nothing' })
  } catch (error) {
    if (!isBusinessRefusal(error)) throw error
    return settleRefusal(client, { parcel, error }, signal)
  }
}

function toCall(parcel: Parcel, company_code: string): { method: string; parameters: Parameters } {
  const { platformOrderId: order_id, trackingNumber: logistics_code, lines, key } = parcel
  if (lines === null) return { method: 'order.logisticsAdd', parameters: { order_id, company_code, logistics_code } }
  const shipped_order_info = lines.map(({ platformLineId, quantity }) => ({
    shipped_order_id: platformLineId,
    shipped_num: quantity,
  }))
  // A repeat of the request id gets the first answer and ships nothing.
  const pack_list = [{ company_code, logistics_code, shipped_order_info }]
  return { method: 'order.logisticsAddMultiPack', parameters: { order_id, request_id: key, pack_list } }
}

async function settleRefusal(
  client: DouyinClient,
  { parcel, error }: { parcel: Parcel; error: ChannelError },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const shipped = await readShipped(client, parcel.platformOrderId, signal)
  if (isCovered(parcel, shipped)) return { outcome: 'already_shipped' }
  return { outcome: 'refused', code: error.code, message: error.message }
}

interface Shipped {
  isWhole: boolean
  parcels: PlatformParcel[]
}

/** Whether what the parcel names has left already, in it or in others. */
function isCovered({ lines, trackingNumber }: Parcel, { isWhole, parcels }: Shipped): boolean {
  if (isWhole || parcels.some((known) => known.trackingNumber === trackingNumber)) return true
  const units = new Map<string, number>()
  for (const { platformLineId, quantity } of parcels.flatMap((known) => known.lines ?? [])) {
    units.set(platformLineId, (units.get(platformLineId) ?? 0) + quantity)
  }
  return lines !== null && lines.every((line) => (units.get(line.platformLineId) ?? 0) >= line.quantity)
}

async function readShipped(client: DouyinClient, platformOrderId: string, signal: AbortSignal): Promise<Shipped> {
  const body = requireReadable(await callForOrder(client, platformOrderId, signal))
  return requireFields(() => {
    const order = orderOf(body)
    const status = order.value('order_status')
    const parcels = parcelsOf(order).map(({ parcel, lines }) => ({
      trackingNumber: parcel.text('tracking_no'),
      carrierCode: parcel.text('company'),
      shippedAt: parcel.optionalEpoch('ship_time', 's'),
      lines: lines.length === 0 ? null : lines,
    }))
    return { isWhole: status === SHIPPED || status === COMPLETED, parcels }
  })
}
