// The lines of an order: one to a SKU, with its price as a whole. Lines have no id of their own.

import type { Fen, SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { AFTER_SALE_DONE, AFTER_SALE_STATUSES, ORDER_STATUS } from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

export const FEN_RANGE = { min: 0, max: 100_000_000_000 } as const // A thousand million yuan: beyond any order, far inside 2^53.
const LINES_MAX = 500 // Beyond any cart; a longer list is quarantined.
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const

/** Nothing is left to ship. Exchanges are asked for of what was received [A]. */
const DONE: ReadonlySet<OrderStatus> = new Set([
  ORDER_STATUS.shipped,
  ORDER_STATUS.completed,
  ORDER_STATUS.closed,
  ORDER_STATUS.cancelled,
  ORDER_STATUS.exchangeAsked,
])

export interface OrderContext {
  platformOrderId: string
  status: OrderStatus
}

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(order: ObjectReader, { platformOrderId, status }: OrderContext): SnapshotLine[] | null {
  const rows = order.optionalObjects('skuList', LINES_MAX) ?? []
  if (rows.length === 0) return null
  const shipped = shippedSkus(order)
  const ordinals = new Map<string, number>()
  return rows.map((row) => {
    const line = decodeLine(row)
    const skuId = line.platformSkuId ?? ''
    const ordinal = (ordinals.get(skuId) ?? 0) + 1
    ordinals.set(skuId, ordinal)
    line.platformLineId = `${platformOrderId}:${skuId}:${ordinal}`
    if (DONE.has(status) || shipped.has(skuId)) line.cancelledQuantity = line.quantity
    return line
  })
}

function decodeLine(row: ObjectReader): SnapshotLine {
  const quantity = row.integer('skuQuantity', QUANTITY_RANGE)
  const skuId = row.optionalIdentifier('skuId') ?? failField(row.field('skuId'), 'an id', undefined)
  const payableFen = row.integer('totalPaidAmount', FEN_RANGE)
  const sellerDiscountFen = row.optionalFenInteger('totalMerchantDiscount', FEN_RANGE) ?? 0
  const platformSubsidyFen = row.optionalFenInteger('totalRedDiscount', FEN_RANGE) ?? 0
  const afterSale = row.optionalCode('skuAfterSaleStatus', { known: AFTER_SALE_STATUSES, absent: 1 })
  return {
    platformLineId: '',
    skuCode: skuCodeOf(row, quantity),
    platformSkuId: skuId,
    title: [row.text('itemName') || row.text('skuName'), row.text('skuSpec')].filter((text) => text !== '').join(' '),
    quantity,
    // [A] An after-sale is of a SKU as a whole.
    cancelledQuantity: afterSale === AFTER_SALE_DONE ? quantity : 0,
    listFen: payableFen + sellerDiscountFen + platformSubsidyFen,
    sellerDiscountFen,
    platformSubsidyFen,
    payableFen,
  }
}

/** The seller's code of what is sold. A pack of several carries its piece's code in the detail: that is not its own. */
function skuCodeOf(row: ObjectReader, quantity: number): string | null {
  const own = row.optionalIdentifier('erpcode')
  if (own !== null) return own
  const [detail, ...others] = detailsOf(row)
  if (detail === undefined || others.length > 0 || detail.value('quantity') !== quantity) return null
  return detail.optionalIdentifier('erpCode')
}

function detailsOf(row: ObjectReader): ObjectReader[] {
  return row.optionalObjects('skuDetailList', LINES_MAX) ?? []
}

/** SKUs in parcels of an order that is sent in parts; each holds all of its SKUs. */
function shippedSkus(order: ObjectReader): Set<string> {
  const parcels = order.optionalObjects('simpleDeliveryOrderList', LINES_MAX) ?? []
  // A part without a tracking number is one that still waits.
  const sent = parcels.filter((parcel) => parcel.text('expressTrackingNo') !== '')
  const skuIds = sent.flatMap((parcel) => parcel.optionalList('skuIdList', LINES_MAX) ?? [])
  return new Set(skuIds.map(String))
}

/** What the order's deposits sum to. */
export function depositOf(order: ObjectReader): Fen {
  const rows = order.optionalObjects('skuList', LINES_MAX) ?? []
  return sumFen(rows.flatMap(detailsOf), (detail) => {
    const deposit = detail.optionalFenInteger('depositAmountPerSku', FEN_RANGE) ?? 0
    return deposit * detail.integer('quantity', QUANTITY_RANGE)
  })
}
