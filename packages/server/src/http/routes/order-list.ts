// The list of orders, narrowed and searched. What it may ask is in the contract; this makes it the engine's question.

import { OrderListQuery, OrderPage, PATHS } from '@tidegate/contract'
import type { NamedField, OrderFilter } from '@tidegate/engine'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

/** Ours is a row id; it is opaque to callers, who only hand it back. */
const CURSOR = /^\d{1,15}$/

export function orderListRoute(app: App, merchant: MerchantOf): void {
  app.route({
    method: 'GET',
    url: PATHS.orders,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: {
      summary: 'The newest orders that pass the filters, a page at a time',
      tags: ['orders'],
      querystring: OrderListQuery,
      response: { 200: OrderPage, ...REFUSALS },
    },
    async handler(request) {
      const { limit, before, search } = request.query
      const reads = await merchant.reads(request)
      const page = await reads.orders({
        filter: toFilter(request.query),
        search: search === undefined || search.trim() === '' ? null : search,
        limit,
        before: before === undefined ? null : rowIdOf(before),
      })
      if ('unknown' in page) throw refused(page.unknown, UNKNOWN[page.unknown])
      return page
    },
  })
}

const UNKNOWN: Record<NamedField, string> = {
  shop: 'the code of a shop of the channel',
  location: 'the code of a location',
  sku: 'the code of a SKU',
}

function toFilter(query: OrderListQuery): OrderFilter {
  if (query.shop !== undefined && query.channel === undefined) {
    throw refused('channel', 'the channel of the shop: two may have shops of one code')
  }
  return {
    stages: [...new Set((query.stage?.split(',') ?? []) as OrderFilter['stages'])],
    channel: query.channel ?? null,
    shop: query.shop ?? null,
    hold: query.hold ?? null,
    location: query.location ?? null,
    sku: query.sku ?? null,
    province: query.province ?? null,
    placedFrom: instantOf(query.placedFrom),
    placedTo: instantOf(query.placedTo),
    payableFromFen: query.payableFromFen ?? null,
    payableToFen: query.payableToFen ?? null,
  }
}

function instantOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text)
}

function rowIdOf(cursor: string): number {
  if (CURSOR.test(cursor)) return Number(cursor)
  throw refused('before', 'the `next` of an earlier page')
}

function refused(field: string, expected: string): Refusal {
  return new Refusal('bad_request', {
    field: `/${field}`,
    expected,
    detail: 'Something in the query is not as expected',
  })
}
