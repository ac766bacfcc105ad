// The work an order gave to locations. A fulfillment order names no order: its lines are the
// allocations that name it. Of one merged from several orders, only this order's lines are shown.

import type { Transaction } from '../database/connect.ts'

export interface FulfillmentOrderView {
  id: string
  location: { code: string; name: string }
  state: string
  lines: { lineNo: number; sku: string; quantity: number }[]
  shipments: { carrier: string; trackingNumber: string }[]
}

interface HeadRow {
  id: number
  code: string
  name: string
  state: string
}

interface LineRow {
  id: number
  lineNo: number
  sku: string
  quantity: number
}

interface ShipmentRow {
  id: number
  carrier: string
  trackingNumber: string
}

export async function readFulfillmentOrders(tx: Transaction, orderId: number): Promise<FulfillmentOrderView[]> {
  const [heads, lines, shipments] = await Promise.all([
    tx<HeadRow[]>`
      select f.id, l.code, l.name, f.state
      from fulfillment_orders f join locations l on l.id = f.location_id
      where f.id in (select fulfillment_order_id from allocations where order_id = ${orderId})
      order by f.id`,
    tx<LineRow[]>`
      select a.fulfillment_order_id as id, a.line_no as "lineNo", s.code as sku, a.quantity
      from allocations a join skus s on s.id = a.sku_id
      where a.order_id = ${orderId}
      order by a.allocation_no`,
    tx<ShipmentRow[]>`
      select fulfillment_order_id as id, carrier, tracking_number as "trackingNumber"
      from shipments
      where fulfillment_order_id in (select fulfillment_order_id from allocations where order_id = ${orderId})
      order by id, tracking_number`,
  ])
  const linesById = Map.groupBy(lines, (line) => line.id)
  const shipmentsById = Map.groupBy(shipments, (shipment) => shipment.id)
  return heads.map(({ id, code, name, state }) => ({
    id: String(id),
    location: { code, name },
    state,
    lines: (linesById.get(id) ?? []).map(({ lineNo, sku, quantity }) => ({ lineNo, sku, quantity })),
    shipments: (shipmentsById.get(id) ?? []).map(({ carrier, trackingNumber }) => ({ carrier, trackingNumber })),
  }))
}
