// Confirming shipments (SOP outbound), whole orders only. Source: the API page of pop.order.shipment and the official
// client. Its business codes are not public, so a refusal is settled by looking at the order.

import { ChannelError } from '../channel.ts'
import { failField } from '../fields.ts'
import { logWords, requireFields, requireReadable } from '../json-answer.ts'
import { longNumber } from '../long-number.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { orderInfoOf } from './decode-order.ts'
import { SHIPPING_IN_PROGRESS, wordOf } from './errors.ts'
import { callForOrder } from './orders.ts'

const METHOD = 'jingdong.pop.order.shipment'

/** Public lists agree on these; the seller's own list is another API. */
const CARRIER_CODES = {
  sf: '467',
  yto: '463',
  zto: '1499',
  sto: '470',
  yunda: '1327',
  jd: '2087',
  ems: '465',
  deppon: '3046',
} as const

export function shipmentConfirming(client: JdClient): ShipmentConfirming {
  return {
    splits: 'none',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

async function confirm(client: JdClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const carrierId = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrierId === undefined) {
    return { outcome: 'refused', code: 'carrier_unknown', message: `JD has no id for ${parcel.carrier}` }
  }
  if (parcel.lines !== null) {
    return { outcome: 'refused', code: 'split_not_possible', message: 'JD ships an order as a whole' }
  }
  // Both mean a list of parcels to the platform.
  if (/[|,]/.test(parcel.trackingNumber)) {
    return { outcome: 'refused', code: 'tracking_number', message: 'a tracking number has neither "|" nor ","' }
  }
  const parameters = {
    orderId: longNumber(parcel.platformOrderId),
    logiCoprId: carrierId, // The platform's own spelling.
    logiNo: parcel.trackingNumber,
  }
  let refusal: ChannelError | null
  try {
    refusal = refusalIn(requireReadable(await client.call(METHOD, parameters, signal)))
  } catch (error) {
    if (!(error instanceof ChannelError) || error.code !== SHIPPING_IN_PROGRESS) throw error
    refusal = error
  }
  return refusal === null ? { outcome: 'confirmed' } : settleRefusal(client, { parcel, refusal }, signal)
}

/** Members are written with underscores by the official client and without in a published sample. */
function refusalIn(body: unknown): ChannelError | null {
  return requireFields(() => {
    const result = envelopeOf(body, METHOD).object('sopjosshipment_result')
    const success = wordOf(result.value('success'))
    if (success !== 'true' && success !== 'false') failField(result.field('success'), 'true or false', success)
    const code = wordOf(result.value('error_code') ?? result.value('errorCode'))
    const words = logWords(result.value('chinese_err_code') ?? result.value('chineseErrCode'))
    return success === 'true' ? null : new ChannelError('refused', `shipment:${code}`, { message: words })
  })
}

async function settleRefusal(
  client: JdClient,
  { parcel, refusal }: { parcel: Parcel; refusal: ChannelError },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  const parcels = await readParcels(client, parcel.platformOrderId, signal)
  if (parcels.length > 0) return { outcome: 'already_shipped' }
  if (refusal.kind !== 'refused') throw refusal
  return { outcome: 'refused', code: refusal.code, message: refusal.message }
}

/** `|` stands between carriers and `,` between the parcels of one. */
async function readParcels(client: JdClient, platformOrderId: string, signal: AbortSignal): Promise<PlatformParcel[]> {
  const body = requireReadable(await callForOrder(client, platformOrderId, signal))
  return requireFields(() => {
    const order = orderInfoOf(body)
    const carriers = order.text('logisticsId').split('|')
    return order
      .text('waybill')
      .split('|')
      .flatMap((group, index) => group.split(',').map((number) => ({ number, carrierCode: carriers[index] ?? '' })))
  })
    .filter(({ number }) => number.trim() !== '')
    .map(({ number, carrierCode }) => ({
      trackingNumber: number.trim(),
      carrierCode,
      shippedAt: null, // No field of the order tells.
      lines: null, // The whole order.
    }))
}
