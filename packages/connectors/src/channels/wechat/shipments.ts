// Confirming shipments. A parcel names products and counts, never lines, and "all that is left" is ours to work out: the
// order is read before anything is sent.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel, ParcelLine, PlatformParcel, ShipmentConfirming } from '../shipments.ts'
import type { WechatClient } from './client.ts'
import { decodeProducts } from './decode-lines.ts'
import type { ProductLine } from './decode-lines.ts'
import { ALREADY_SHIPPED } from './errors.ts'
import { ORDER_PATH } from './orders.ts'
import { ORDER_STATUS, orderStatusOf } from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

const BY_CARRIER = 1 // 3 would be goods that no carrier brings.
const PARCELS_MAX = 500
const LINES_MAX = 500
const COUNT_RANGE = { min: 0, max: 100_000 } as const

/** [A] Codes of deliverycompanylist/new/get as public clients show them. */
const CARRIER_CODES = {
  sf: 'SF',
  yto: 'YTO',
  zto: 'ZTO',
  sto: 'STO',
  yunda: 'YD',
  jtexpress: 'JTSD',
  jd: 'JD',
  ems: 'EMS',
  china_post: 'YZPY',
  deppon: 'DBL',
} as const

export function shipmentConfirming(client: WechatClient): ShipmentConfirming {
  return {
    splits: 'quantities',
    carrierCodes: CARRIER_CODES,
    confirm: (parcel, signal) => confirm(client, parcel, signal),
    read: async (platformOrderId, signal) => (await readDock(client, platformOrderId, signal)).parcels,
  }
}

const refused = (code: string, message: string): ConfirmOutcome => ({ outcome: 'refused', code, message })

async function confirm(client: WechatClient, parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome> {
  const carrierCode = (CARRIER_CODES as Partial<Record<string, string>>)[parcel.carrier]
  if (carrierCode === undefined) return refused('carrier_unknown', `WeChat has no code for ${parcel.carrier}`)
  const { status, products } = await readDock(client, parcel.platformOrderId, signal)
  if (status === ORDER_STATUS.shipped || status === ORDER_STATUS.completed) return { outcome: 'already_shipped' }
  if (status !== ORDER_STATUS.toShip && status !== ORDER_STATUS.partlyShipped) {
    return refused('order_state', `the order is in state ${status}`)
  }
  const wanted = parcel.lines ?? products.map(({ line }) => toParcelLine(line.platformLineId, leftOf(line)))
  const lines = wanted.filter(({ quantity }) => quantity > 0)
  const byId = new Map(products.map((product) => [product.line.platformLineId, product]))
  if (lines.some(({ platformLineId }) => !byId.has(platformLineId))) {
    return refused('line_unknown', 'the parcel names a line that the order has not')
  }
  const isGone = lines.some(({ platformLineId, quantity }) => quantity > leftOf(byId.get(platformLineId)!.line))
  if (isGone || lines.length === 0) return { outcome: 'already_shipped' }
  const product_infos = toProductInfos(lines.map((line) => ({ ...line, product: byId.get(line.platformLineId)! })))
  const delivery = {
    delivery_id: carrierCode,
    waybill_id: parcel.trackingNumber,
    deliver_type: BY_CARRIER,
    product_infos,
  }
  return send(client, { order_id: parcel.platformOrderId, delivery_list: [delivery] }, signal)
}

/** Lines of one SKU go as one entry. */
function toProductInfos(lines: readonly (ParcelLine & { product: ProductLine })[]): Record<string, unknown>[] {
  const bySku = new Map<string, { product_id: string; sku_id: string; product_cnt: number }>()
  for (const { quantity, product } of lines) {
    const { productId: product_id, skuId: sku_id } = product
    const known = bySku.get(`${product_id}/${sku_id}`)
    bySku.set(`${product_id}/${sku_id}`, { product_id, sku_id, product_cnt: (known?.product_cnt ?? 0) + quantity })
  }
  return [...bySku.values()]
}

async function send(client: WechatClient, body: Record<string, unknown>, signal: AbortSignal): Promise<ConfirmOutcome> {
  try {
    await client.write('/channels/ec/order/delivery/send', body, signal)
    return { outcome: 'confirmed' }
  } catch (error) {
    if (!(error instanceof ChannelError) || error.kind !== 'refused') throw error
    if (error.code === ALREADY_SHIPPED) return { outcome: 'already_shipped' }
    return refused(error.code, error.message)
  }
}

function toParcelLine(platformLineId: string, quantity: number): ParcelLine {
  return { platformLineId, quantity }
}

function leftOf({ quantity, cancelledQuantity }: ProductLine['line']): number {
  return quantity - cancelledQuantity
}

interface Dock {
  status: OrderStatus
  products: ProductLine[]
  parcels: PlatformParcel[]
}

async function readDock(client: WechatClient, platformOrderId: string, signal: AbortSignal): Promise<Dock> {
  const body = await client.read(ORDER_PATH, { order_id: platformOrderId }, signal)
  return requireFields((): Dock => {
    const order = new ObjectReader(body['order'], 'order')
    const detail = order.object('order_detail')
    const status = orderStatusOf(order)
    const products = decodeProducts(detail, { platformOrderId, status }) ?? []
    return { status, products, parcels: decodeParcels(detail, products) }
  })
}

function decodeParcels(detail: ObjectReader, products: readonly ProductLine[]): PlatformParcel[] {
  const delivery = detail.object('delivery_info')
  return (delivery.optionalList('delivery_product_info', PARCELS_MAX) ?? []).map((each) => {
    const parcel = new ObjectReader(each, 'delivery_product_info')
    const rows = parcel.optionalList('product_infos', LINES_MAX)
    return {
      trackingNumber: parcel.text('waybill_id'),
      carrierCode: parcel.text('delivery_id'),
      shippedAt: parcel.optionalEpoch('delivery_time', 's'),
      lines: rows?.map((row) => lineOf(new ObjectReader(row, 'product_infos'), products)) ?? null,
    }
  })
}

/** The first line of the SKU stands for all of them. */
function lineOf(row: ObjectReader, products: readonly ProductLine[]): ParcelLine {
  const skuId = row.digits('sku_id')
  const own = products.find((product) => product.skuId === skuId)
  return toParcelLine(own?.line.platformLineId ?? skuId, row.integer('product_cnt', COUNT_RANGE))
}
