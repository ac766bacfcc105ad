// Confirming shipments. An order may leave in parts, each of whole SKUs. Codes of refusals are not public, so a refusal is
// settled by looking at the order.

import type { SnapshotLine } from '@tidegate/domain'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import { dataOf } from './client.ts'
import type { Parameters, XiaohongshuClient } from './client.ts'
import { decodeLines } from './decode-lines.ts'
import { isBusinessError } from './errors.ts'
import { callForOrder } from './orders.ts'
import { ORDER_STATUS, ORDER_STATUSES } from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

const PARCELS_MAX = 500

/** [A] Two stand in samples of the official pages, "shunfeng" and "zto"; the others are of the same styles. */
const CARRIER_CODES = {
  sf: 'shunfeng',
  zto: 'zto',
  yto: 'yuantong',
  sto: 'shentong',
  yunda: 'yunda',
  jtexpress: 'jtexpress',
  jd: 'jd',
  ems: 'ems',
  china_post: 'youzhengguonei',
  deppon: 'debangkuaidi',
} as const

export function shipmentConfirming(client: XiaohongshuClient): ShipmentConfirming {
  return {
    splits: 'lines',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: async (platformOrderId, signal) => (await readDock(client, platformOrderId, signal)).parcels,
  }
}

const refused = (code: string, message: string): ConfirmOutcome => ({ outcome: 'refused', code, message })

async function confirm(client: XiaohongshuClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const carrierCode = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrierCode === undefined) return refused('carrier_unknown', `Xiaohongshu has no code for ${parcel.carrier}`)
  const dock = await readDock(client, parcel.platformOrderId, signal)
  const contents = contentsOf(parcel, dock)
  if (contents.kind === 'refused') return refused(contents.code, contents.message)
  if (contents.kind === 'gone') return { outcome: 'already_shipped' }
  const parts = contents.skuIds === null ? {} : { unpack: true, skuIdList: contents.skuIds }
  const { platformOrderId: orderId, trackingNumber: expressNo } = parcel
  const parameters = { orderId, expressNo, expressCompanyCode: carrierCode, ...parts }
  return deliver(client, { parcel, parameters }, signal)
}

type Contents =
  | { kind: 'refused'; code: string; message: string }
  /** The platform has shipped these SKUs already. */
  | { kind: 'gone' }
  /** Null for the whole of an order of which nothing has left. */
  | { kind: 'send'; skuIds: string[] | null }

function contentsOf({ lines: wanted }: Parcel, { status, lines }: Dock): Contents {
  const left = lines.filter(({ quantity, cancelledQuantity }) => cancelledQuantity < quantity)
  const named = wanted === null ? null : new Map(wanted.map((line) => [line.platformLineId, line.quantity]))
  const known = new Set(lines.map(({ platformLineId }) => platformLineId))
  if (named !== null && [...named.keys()].some((id) => !known.has(id))) {
    return { kind: 'refused', code: 'line_unknown', message: 'the parcel names a line that the order has not' }
  }
  const isNamed = ({ platformLineId }: SnapshotLine): boolean => named === null || named.has(platformLineId)
  const isShipped = status === ORDER_STATUS.shipped || status === ORDER_STATUS.completed
  if (isShipped || (status === ORDER_STATUS.partlyShipped && !left.some(isNamed))) return { kind: 'gone' }
  const contents = left.filter(isNamed)
  const skuIds = new Set(contents.map(({ platformSkuId }) => platformSkuId ?? ''))
  // All of each SKU, or the platform would take for sent what was not.
  const isPart = left.some((line) => {
    const isOfSku = skuIds.has(line.platformSkuId ?? '')
    return isOfSku && (named?.get(line.platformLineId) ?? line.quantity) < line.quantity
  })
  const isLeftOut = left.some((line) => skuIds.has(line.platformSkuId ?? '') && !isNamed(line))
  if (isPart || isLeftOut) {
    return { kind: 'refused', code: 'split_not_possible', message: 'Xiaohongshu ships a SKU of an order as a whole' }
  }
  const isWhole = status !== ORDER_STATUS.partlyShipped && contents.length === left.length
  return { kind: 'send', skuIds: isWhole ? null : [...skuIds] }
}

async function deliver(
  client: XiaohongshuClient,
  { parcel, parameters }: { parcel: Parcel; parameters: Parameters },
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  try {
    await client.read('order.orderDeliver', parameters, signal)
    return { outcome: 'confirmed' }
  } catch (error) {
    if (!isBusinessError(error)) throw error
    // Somebody else may have sent it since it was looked at.
    const dock = await readDock(client, parcel.platformOrderId, signal)
    if (contentsOf(parcel, dock).kind === 'gone') return { outcome: 'already_shipped' }
    return refused(error.code, error.message)
  }
}

interface Dock {
  status: OrderStatus
  lines: SnapshotLine[]
  parcels: PlatformParcel[]
}

async function readDock(client: XiaohongshuClient, platformOrderId: string, signal: AbortSignal): Promise<Dock> {
  const data = dataOf(await callForOrder(client, platformOrderId, signal))
  return requireFields((): Dock => {
    const order = new ObjectReader(data, 'data')
    const status = order.code('orderStatus', ORDER_STATUSES)
    const lines = decodeLines(order, { platformOrderId, status }) ?? []
    return { status, lines, parcels: decodeParcels(order, lines) }
  })
}

/** In parts, or one parcel of the whole order. */
function decodeParcels(order: ObjectReader, lines: readonly SnapshotLine[]): PlatformParcel[] {
  const shippedAt = order.optionalEpoch('deliveryTime', 'ms')
  const parts = (order.optionalList('simpleDeliveryOrderList', PARCELS_MAX) ?? []).map((each) => {
    const part = new ObjectReader(each, 'simpleDeliveryOrderList')
    const skuIds = new Set((part.optionalList('skuIdList', PARCELS_MAX) ?? []).map(String))
    const own = lines.filter(({ platformSkuId }) => skuIds.has(platformSkuId ?? ''))
    const contents = own.map(({ platformLineId, quantity }) => ({ platformLineId, quantity }))
    return { ...toParcel(part, shippedAt), lines: contents }
  })
  const sent = parts.filter(({ trackingNumber }) => trackingNumber !== '')
  if (sent.length > 0) return sent
  const whole = toParcel(order, shippedAt)
  return whole.trackingNumber === '' ? [] : [whole]
}

function toParcel(reader: ObjectReader, shippedAt: number | null): PlatformParcel {
  return {
    trackingNumber: reader.text('expressTrackingNo'),
    carrierCode: reader.text('expressCompanyCode'),
    shippedAt,
    lines: null,
  }
}
