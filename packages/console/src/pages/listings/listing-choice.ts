// The list's filters as the address holds them, so that a narrowed list is a link.

import type { ListingsAsked } from '../../api/listings.ts'

const VIEWS = ['to_map', 'all'] as const
type ListingView = (typeof VIEWS)[number]

export interface ListingChoice {
  view: ListingView
  /** `channel/shop`. */
  shop: string
  sku: string
  search: string
  after: string | null
}

export type Choose = (change: Partial<ListingChoice>) => void

export function choiceOf(query: URLSearchParams): ListingChoice {
  const shop = query.get('shop') ?? ''
  const after = query.get('after')
  return {
    view: VIEWS.find((view) => view === query.get('view')) ?? 'to_map',
    shop: /^[a-z_]+\/[a-z0-9_-]+$/.test(shop) ? shop : '',
    sku: query.get('sku') ?? '',
    search: query.get('search') ?? '',
    after: after !== null && /^\d{1,16}-\d{1,10}$/.test(after) ? after : null,
  }
}

/** What stands at its default is left out. */
export function searchOf({ view, shop, sku, search, after }: ListingChoice): string {
  const all = { view: view === 'to_map' ? '' : view, shop, sku, search, after: after ?? '' }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString()
}

/** Apart from the view, whose two sides are both whole lists. */
export function isFiltered({ shop, sku, search }: ListingChoice): boolean {
  return shop !== '' || sku !== '' || search !== ''
}

export function askedOf({ view, shop, sku, search, after }: ListingChoice): ListingsAsked {
  const [channel = '', code = ''] = shop.split('/')
  return {
    ...(view === 'to_map' ? { toMap: true } : {}),
    ...(shop === '' ? {} : { channel, shop: code }),
    ...(sku.trim() === '' ? {} : { sku: sku.trim() }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(after === null ? {} : { after }),
  }
}
