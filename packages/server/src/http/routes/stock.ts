// Stock as it is: the list of pools, one SKU, its ledger, and where stock lies.

import {
  Locations,
  MovementListQuery,
  MovementPage,
  PATHS,
  SkuInPath,
  SkuStock,
  StockListQuery,
  StockPage,
} from '@tidegate/contract'
import type { MovementPlace, StockPlace } from '@tidegate/engine'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { readPlaceText, toPlaceText } from '../list-place.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

const config = { access: { people: 'session', scope: 'stock:read' } } as const
const tags = ['stock']

export function stockRoutes(app: App, merchant: MerchantOf): void {
  listRoute(app, merchant)
  skuRoutes(app, merchant)

  app.route({
    method: 'GET',
    url: PATHS.locations,
    config,
    schema: { summary: 'Where stock lies, and how much', tags, response: { 200: Locations, ...REFUSALS } },
    async handler(request) {
      const reads = await merchant.reads(request)
      return { locations: await reads.locations() }
    },
  })
}

function listRoute(app: App, merchant: MerchantOf): void {
  app.route({
    method: 'GET',
    url: PATHS.stock,
    config,
    schema: {
      summary: 'Pools with what may still be promised of them, a page at a time',
      tags,
      querystring: StockListQuery,
      response: { 200: StockPage, ...REFUSALS },
    },
    async handler(request) {
      const reads = await merchant.reads(request)
      const { limit, order, descending } = request.query
      const page = await reads.stock({
        ...filtersOf(request.query),
        orderBy: order,
        isDescending: descending,
        limit,
        after: placeOf(request.query),
      })
      if (page === null) throw unknownLocation()
      const { next } = page
      return { ...page, next: next === null ? null : toPlaceText([order, String(descending), next.value, next.code]) }
    },
  })
}

function filtersOf({ search, location, short, reserved, waiting, availableBelow }: StockListQuery) {
  return {
    search: search ?? null,
    location: location ?? null,
    isShort: short ?? false,
    isReserved: reserved ?? false,
    isWaiting: waiting ?? false,
    availableBelow: availableBelow ?? null,
  }
}

/** A place means something in its own order only. */
function placeOf({ after, order, descending }: StockListQuery): StockPlace | null {
  if (after === undefined) return null
  const [by, direction, value, code] = readPlaceText(after, {
    field: '/after',
    shape: ['string', 'string', 'number', 'string'],
  })
  if (by === order && direction === String(descending)) return { value: Number(value), code: String(code) }
  throw new Refusal('bad_request', {
    field: '/after',
    expected: 'the `next` of an earlier page in the same order',
    detail: 'Something in the query is not as expected',
  })
}

function unknownLocation(): Refusal {
  return new Refusal('bad_request', {
    field: '/location',
    expected: 'the code of a location',
    detail: 'There is no such location',
  })
}

function skuRoutes(app: App, merchant: MerchantOf): void {
  app.route({
    method: 'GET',
    url: PATHS.skuStock,
    config,
    schema: {
      summary: 'One SKU: its pool explained, its levels, claims on it and who waits',
      tags,
      params: SkuInPath,
      response: { 200: SkuStock, ...REFUSALS },
    },
    async handler(request) {
      const reads = await merchant.reads(request)
      return found(await reads.skuStock(request.params.sku))
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.movements,
    config,
    schema: {
      summary: "One SKU's ledger, newest first, a page at a time",
      tags,
      params: SkuInPath,
      querystring: MovementListQuery,
      response: { 200: MovementPage, ...REFUSALS },
    },
    async handler(request) {
      const reads = await merchant.reads(request)
      const { limit, before } = request.query
      const { movements, next } = found(
        await reads.movements(request.params.sku, {
          limit,
          before: before === undefined ? null : movementPlace(before),
        }),
      )
      return { movements, next: next === null ? null : toPlaceText([next.poolVersion, next.entry]) }
    },
  })
}

function movementPlace(text: string): MovementPlace {
  const [poolVersion, entry] = readPlaceText(text, { field: '/before', shape: ['number', 'number'] })
  return { poolVersion: Number(poolVersion), entry: Number(entry) }
}

function found<T>(value: T | null): T {
  if (value === null) throw new Refusal('not_found')
  return value
}
