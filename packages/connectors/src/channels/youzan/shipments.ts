// Confirming shipments, whole orders or whole lines. Source: logistics.online.confirm 3.0.0. Its refusals are settled by
// looking at the order, as one code stands for several reasons.

import type { ChannelError } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import { CARRIER_NAMES, CarrierBook } from './carriers.ts'
import { payloadOf } from './client.ts'
import type { YouzanClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
import { isBusinessError } from './errors.ts'
import { callForOrder } from './orders.ts'

const API = 'youzan.logistics.online.confirm/3.0.0'
const DELIVERIES_MAX = 500
const NEEDS_SENDER = 'sf'

export interface ShippingOptions {
  shop: string
  /** Empty where the seller gave none. */
  senderMobile: string
}

export function shipmentConfirming(client: YouzanClient, options: ShippingOptions): ShipmentConfirming {
  const dock = { client, book: new CarrierBook(client), options }
  return {
    splits: 'lines',
    carrierCodes: CARRIER_NAMES,
    confirm: (parcel, signal) => confirm(dock, parcel, signal),
    read: (platformOrderId, signal) => readParcels(client, platformOrderId, signal),
  }
}

interface Dock {
  client: YouzanClient
  book: CarrierBook
  options: ShippingOptions
}

async function confirm(dock: Dock, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const name = (CARRIER_NAMES as Partial<Record<string, string>>)[parcel.carrier]
  if (name === undefined) return refuse('carrier_unknown', `Youzan has no name for ${parcel.carrier}`)
  const { senderMobile } = dock.options
  if (parcel.carrier === NEEDS_SENDER && senderMobile === '') {
    return refuse('sender_mobile_missing', "Youzan asks for the sender's mobile with this carrier")
  }
  const carrierId = await dock.book.numberOf(name, signal)
  if (carrierId === null) return refuse('carrier_unknown', `Youzan lists no carrier named ${name}`)
  const parameters = {
    tid: parcel.platformOrderId,
    is_no_express: 0,
    out_stype: carrierId,
    out_sid: parcel.trackingNumber,
    ...(parcel.lines === null ? {} : { oids: parcel.lines.map(({ platformLineId }) => platformLineId).join(',') }),
    ...(senderMobile === '' ? {} : { outer_sender: { sender_mobile: senderMobile } }),
  }
  try {
    return isSuccess(await dock.client.data(API, parameters, signal))
  } catch (error) {
    if (!isBusinessError(error) || error.kind === 'not_found') throw error
    return settleRefusal(dock, { parcel, error }, signal)
  }
}

function refuse(code: string, message: string): ConfirmOutcome {
  return { outcome: 'refused', code, message }
}

function isSuccess(data: unknown): ConfirmOutcome {
  const success = requireFields(() => new ObjectReader(data, 'data').boolean('is_success'))
  return success ? { outcome: 'confirmed' } : refuse('not_success', 'Youzan answered is_success=false')
}

/** "Nothing to ship" is said of what was shipped, and of what is closed or not paid. */
async function settleRefusal(
  { client, options }: Dock,
  { parcel, error }: { parcel: Parcel; error: ChannelError },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  if (error.kind === 'retry') throw error
  const body = requireReadable(await callForOrder(client, parcel.platformOrderId, signal))
  const order = decodeFields(() => toSnapshot(body, options.shop))
  const named = new Set(parcel.lines?.map(({ platformLineId }) => platformLineId))
  const lines = order.ok ? (order.value.lines ?? []) : []
  const own = parcel.lines === null ? lines : lines.filter(({ platformLineId }) => named.has(platformLineId))
  const isGone = own.length > 0 && own.every(({ quantity, cancelledQuantity }) => quantity === cancelledQuantity)
  const isShipped = isGone && decodeParcels(body).length > 0
  return isShipped ? { outcome: 'already_shipped' } : refuse(error.code, error.message)
}

async function readParcels(client: YouzanClient, tid: string, signal: AbortSignal): Promise<PlatformParcel[]> {
  return decodeParcels(requireReadable(await callForOrder(client, tid, signal)))
}

/** [A] The names below `dists`. */
function decodeParcels(body: unknown): PlatformParcel[] {
  return requireFields(() => {
    const rows = new ObjectReader(payloadOf(body), 'data').optionalList('delivery_order', DELIVERIES_MAX) ?? []
    return rows.flatMap((row) => toParcels(new ObjectReader(row, 'delivery_order')))
  })
}

function toParcels(delivery: ObjectReader): PlatformParcel[] {
  const dists = delivery.optionalList('dists', DELIVERIES_MAX) ?? []
  return dists.flatMap((dist) => {
    const express = new ObjectReader(dist, 'dists').optionalObject('express_info')
    if (express === null || express.text('express_no') === '') return []
    const parcel = { trackingNumber: express.text('express_no'), carrierCode: express.text('express_id') }
    // Which lines are in it is told, how many of each is not.
    return [{ ...parcel, shippedAt: null, lines: null }]
  })
}
