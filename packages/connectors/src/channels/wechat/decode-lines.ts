// The lines of an order. They have no id of their own; parcels name product and SKU.

import type { SnapshotLine } from '@tidegate/domain'
import { failField, isObject, ObjectReader } from '../fields.ts'
import { ORDER_STATUS } from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

export const FEN_RANGE = { min: 0, max: 100_000_000_000 } as const // A thousand million yuan: beyond any order, far inside 2^53.
const LINES_MAX = 500 // Beyond any cart; a longer list is quarantined.
const PARCELS_MAX = 500
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const
const COUNT_RANGE = { min: 0, max: 100_000 } as const

const DONE: ReadonlySet<OrderStatus> = new Set([
  ORDER_STATUS.shipped,
  ORDER_STATUS.completed,
  ORDER_STATUS.wholeRefunded,
  ORDER_STATUS.cancelled,
])

export interface ProductLine {
  line: SnapshotLine
  productId: string
  skuId: string
}

interface OrderContext {
  platformOrderId: string
  status: OrderStatus
}

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(detail: ObjectReader, context: OrderContext): SnapshotLine[] | null {
  return decodeProducts(detail, context)?.map(({ line }) => line) ?? null
}

export function decodeProducts(detail: ObjectReader, context: OrderContext): ProductLine[] | null {
  const rows = detail.optionalObjects('product_infos', LINES_MAX) ?? []
  if (rows.length === 0) return null
  const shipped = shippedUnits(detail)
  const ordinals = new Map<string, number>()
  return rows.map((row) => {
    const product = decodeProduct(row)
    const { line, skuId } = product
    const ordinal = (ordinals.get(skuId) ?? 0) + 1
    ordinals.set(skuId, ordinal)
    line.platformLineId = `${context.platformOrderId}:${skuId}:${ordinal}`
    const gone = Math.max(takeUnits(shipped, product), line.cancelledQuantity)
    line.cancelledQuantity = DONE.has(context.status) ? line.quantity : Math.min(line.quantity, gone)
    return product
  })
}

/** `real_price` is what the buyer pays for the line as a whole, `sale_price` is of one piece. */
function decodeProduct(row: ObjectReader): ProductLine {
  const quantity = row.integer('sku_cnt', QUANTITY_RANGE)
  const listFen = row.integer('sale_price', FEN_RANGE) * quantity
  if (listFen > FEN_RANGE.max) failField(row.field('sale_price'), `a line of at most ${FEN_RANGE.max} fen`, listFen)
  const payableFen = row.optionalFenInteger('real_price', FEN_RANGE) ?? listFen
  const [productId, skuId] = [row.digits('product_id'), row.digits('sku_id')]
  const line: SnapshotLine = {
    platformLineId: '',
    skuCode: row.optionalIdentifier('sku_code') ?? row.optionalIdentifier('out_sku_id'),
    platformSkuId: skuId,
    title: [row.text('title'), attributesOf(row)].filter((text) => text !== '').join(' '),
    quantity,
    // Of units that are back, some may be of those that were shipped: the larger of the two is certain [A].
    cancelledQuantity: row.has('finish_aftersale_sku_cnt') ? row.integer('finish_aftersale_sku_cnt', COUNT_RANGE) : 0,
    listFen,
    sellerDiscountFen: Math.max(0, listFen - payableFen),
    platformSubsidyFen: 0, // Not told apart.
    payableFen,
  }
  return { line, productId, skuId }
}

function attributesOf(row: ObjectReader): string {
  const attributes = row.optionalList('sku_attrs', LINES_MAX) ?? []
  const values = attributes.map((each, index) =>
    isObject(each) ? new ObjectReader(each, row.field(`sku_attrs[${index}]`)).text('attr_value') : '',
  )
  return values.filter((text) => text !== '').join(' ')
}

/** Units in parcels, by product and SKU. */
function shippedUnits(detail: ObjectReader): Map<string, number> {
  const units = new Map<string, number>()
  const parcels = detail.optionalObject('delivery_info')?.optionalObjects('delivery_product_info', PARCELS_MAX) ?? []
  for (const parcel of parcels) {
    for (const row of parcel.optionalObjects('product_infos', LINES_MAX) ?? []) {
      const key = `${row.digits('product_id')}/${row.digits('sku_id')}`
      units.set(key, (units.get(key) ?? 0) + row.integer('product_cnt', COUNT_RANGE))
    }
  }
  return units
}

/** The same SKU may stand in several lines: the first takes what it can hold. */
function takeUnits(units: Map<string, number>, { line, productId, skuId }: ProductLine): number {
  const key = `${productId}/${skuId}`
  const taken = Math.min(units.get(key) ?? 0, line.quantity)
  units.set(key, (units.get(key) ?? 0) - taken)
  return taken
}
