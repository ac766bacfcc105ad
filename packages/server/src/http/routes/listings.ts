import { ListingPage, ListingQuery, MapListing, MappedListing, PATHS } from '@tidegate/contract'
import type { ListingView } from '@tidegate/contract'
import { readListings, toWireTime, toWireTimeOrNull } from '@tidegate/engine'
import type { ListingView as StoredListing } from '@tidegate/engine'
import { Type } from 'typebox'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

const tags = ['listings']
const MAY_MAP = { people: ['owner', 'operations'], scope: 'orders:write' } as const

export function listingRoutes(app: App, { merchant, callers }: { merchant: MerchantOf; callers: Callers }): void {
  app.route({
    method: 'GET',
    url: PATHS.listings,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: {
      summary: 'What shops offer and what it takes from stock, a page at a time',
      tags,
      querystring: ListingQuery,
      response: { 200: ListingPage, ...REFUSALS },
    },
    async handler(request) {
      const { limit, after = null, channel = null, shop = null, sku = null, search = '' } = request.query
      const { unmapped = false, toMap = false } = request.query
      const { database } = await merchant.gate(request)
      const text = search.trim()
      const asked = { limit, after, channel, shop, unmapped, toMap, sku, search: text === '' ? null : text }
      const page = await readListings(database, asked)
      return { ...page, listings: page.listings.map(toView) }
    },
  })

  app.route({
    method: 'PUT',
    url: PATHS.listing,
    config: { access: MAY_MAP },
    schema: {
      summary: 'Says which SKUs one unit of a listing takes; none unmaps it',
      tags,
      params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
      body: MapListing,
      response: { 200: MappedListing, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const { components } = request.body
      const by = callers.of(request).actor
      const answer = await gate.links.listings.map({ listingId: request.params.id, components, by })
      if (answer.outcome === 'listing_unknown') throw new Refusal('not_found')
      if (answer.outcome === 'sku_unknown') {
        const position = components.findIndex((each) => each.skuCode === answer.skuCode)
        throw new Refusal('bad_request', {
          field: `/components/${position}/skuCode`,
          expected: 'the code of a SKU there is',
          detail: `No SKU has the code ${answer.skuCode}`,
        })
      }
      return { waitingOrders: 0, stillWaitingOrders: 0, ...answer }
    },
  })
}

function toView({ mappedAt, waiting, ...listing }: StoredListing): ListingView {
  return {
    ...listing,
    mappedAt: toWireTimeOrNull(mappedAt),
    waiting: waiting === null ? null : { ...waiting, since: toWireTime(waiting.since) },
  }
}
