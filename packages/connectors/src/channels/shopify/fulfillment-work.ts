// What is left to fulfill of an order, and which of it a parcel takes. An order has a fulfillment order for each location
// that ships some of it; its lines have ids of their own.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ConfirmOutcome, Parcel } from '../shipments.ts'
import { dataReader } from './client.ts'
import { readGid } from './global-id.ts'

const ORDERS_MAX = 8
const LINES_MAX = 50 // 8 x 50 lines of two objects stay within a query's points; longer orders are refused below.
const QUANTITY_RANGE = { min: 0, max: 100_000 } as const

export const WORK_QUERY = `query Work($id: ID!) {
  order(id: $id) {
    cancelledAt
    fulfillmentOrders(first: ${ORDERS_MAX}) {
      nodes {
        id status assignedLocation { location { id } }
        lineItems(first: ${LINES_MAX}) { nodes { id remainingQuantity lineItem { id } } pageInfo { hasNextPage } }
      }
      pageInfo { hasNextPage }
    }
  }
}`

export interface Work {
  isCancelled: boolean
  /** More of it than one query brings. */
  isCut: boolean
  orders: WorkOrder[]
}

interface WorkOrder {
  id: string
  status: string
  locationId: string
  lines: { id: string; platformLineId: string; left: number }[]
}

/** Statuses that may be fulfilled; the rest is held, done or cancelled. */
const OPEN_STATUSES = new Set(['OPEN', 'IN_PROGRESS'])
const HELD_STATUSES = new Set(['ON_HOLD', 'SCHEDULED'])

export function readWork(data: unknown): Work {
  const work = requireFields(() => {
    const order = dataReader(data).optionalObject('order')
    if (order === null) return null
    const connection = order.object('fulfillmentOrders')
    const rows = connection.optionalList('nodes', ORDERS_MAX) ?? failField('fulfillmentOrders', 'a list', undefined)
    const readers = rows.map((row) => new ObjectReader(row, 'fulfillmentOrder'))
    const connections = [connection, ...readers.map((reader) => reader.object('lineItems'))]
    return {
      isCancelled: order.has('cancelledAt'),
      isCut: connections.some((each) => each.object('pageInfo').value('hasNextPage') !== false),
      orders: readers.map(toWorkOrder),
    }
  })
  if (work === null) {
    throw new ChannelError('not_found', 'order_null', { message: 'the shop has no such order' })
  }
  return work
}

function toWorkOrder(reader: ObjectReader): WorkOrder {
  const rows = reader.object('lineItems').optionalList('nodes', LINES_MAX) ?? []
  return {
    id: textOf(reader, 'id'),
    status: textOf(reader, 'status'),
    locationId: reader.object('assignedLocation').optionalObject('location')?.text('id') ?? '',
    lines: rows.map((row) => {
      const line = new ObjectReader(row, 'fulfillmentOrderLine')
      const left = line.integer('remainingQuantity', QUANTITY_RANGE)
      return { id: textOf(line, 'id'), platformLineId: readGid(line.object('lineItem'), 'LineItem'), left }
    }),
  }
}

function textOf(reader: ObjectReader, name: string): string {
  const value = reader.value(name)
  return typeof value === 'string' ? value : failField(reader.field(name), 'text', value)
}

interface PickedWork {
  fulfillmentOrderId: string
  fulfillmentOrderLineItems: { id: string; quantity: number }[]
}

export type Picked = { ok: true; work: PickedWork[] } | { ok: false; outcome: ConfirmOutcome }

/** The parcel's units, taken from what is open, first come first served; all that is open where it names none. */
export function pickWork(work: Work, { lines }: Pick<Parcel, 'lines'>): Picked {
  if (work.isCancelled) return refuse('order_cancelled', 'the order is cancelled')
  if (work.isCut) return refuse('too_many_lines', `an order of more than ${LINES_MAX} lines is confirmed by hand`)
  const open = work.orders.filter(({ status }) => OPEN_STATUSES.has(status))
  const wanted = lines === null ? null : new Map(lines.map((line) => [line.platformLineId, line.quantity]))
  const picked = open.map((order) => ({ order, work: takeFrom(order, wanted) }))
  const taken = picked.filter(({ work: each }) => each.fulfillmentOrderLineItems.length > 0)
  const isMissing = wanted !== null && [...wanted.values()].some((quantity) => quantity > 0)
  if (taken.length === 0 || isMissing) {
    const isHeld = work.orders.some(({ status }) => HELD_STATUSES.has(status))
    return isHeld
      ? refuse('on_hold', 'the platform holds the order')
      : { ok: false, outcome: { outcome: 'already_shipped' } }
  }
  // One fulfillment is of one location. Two calls could end half done, and the number would look confirmed.
  if (new Set(taken.map(({ order }) => order.locationId)).size > 1) {
    return refuse('several_locations', 'the platform has the lines at several locations')
  }
  return { ok: true, work: taken.map(({ work: each }) => each) }
}

/** Takes off `wanted` what it finds. */
function takeFrom(order: WorkOrder, wanted: Map<string, number> | null): PickedWork {
  const items = order.lines.map(({ id, platformLineId, left }) => {
    const quantity = wanted === null ? left : Math.min(left, wanted.get(platformLineId) ?? 0)
    if (wanted !== null && quantity > 0) wanted.set(platformLineId, wanted.get(platformLineId)! - quantity)
    return { id, quantity }
  })
  return { fulfillmentOrderId: order.id, fulfillmentOrderLineItems: items.filter(({ quantity }) => quantity > 0) }
}

function refuse(code: string, message: string): Picked {
  return { ok: false, outcome: { outcome: 'refused', code, message } }
}
