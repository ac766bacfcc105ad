// The list's filter as the address holds it, so that a filtered list is a link.

import type { StockOrder } from '@tidegate/contract'
import type { StockAsked } from '../../api/stock.ts'

/** Fewer than a shop can go on selling for long in a promotion. */
export const LOW_STOCK_BELOW = 20

export const STOCK_VIEWS = ['all', 'sold_out', 'low', 'waiting', 'reserved', 'short'] as const
type StockView = (typeof STOCK_VIEWS)[number]

/** What people look for at the top of the list; `-` reads "most first". */
export const STOCK_SORTS = [
  'code',
  'available',
  '-available',
  '-on_hand',
  '-reserved',
  '-allocated',
  '-waiting',
  '-short',
] as const
type StockSort = (typeof STOCK_SORTS)[number]

export interface StockChoice {
  search: string
  location: string
  view: StockView
  sort: StockSort
  after: string | null
}

export function choiceOf(query: URLSearchParams): StockChoice {
  return {
    search: query.get('search') ?? '',
    location: query.get('location') ?? '',
    view: STOCK_VIEWS.find((view) => view === query.get('view')) ?? 'all',
    sort: STOCK_SORTS.find((sort) => sort === query.get('sort')) ?? 'code',
    after: query.get('after'),
  }
}

/** What stands at its default is left out. */
export function searchOf({ search, location, view, sort, after }: StockChoice): string {
  const all = {
    search,
    location,
    view: view === 'all' ? '' : view,
    sort: sort === 'code' ? '' : sort,
    after: after ?? '',
  }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString()
}

export function isFiltered({ search, location, view }: StockChoice): boolean {
  return search !== '' || location !== '' || view !== 'all'
}

const VIEWS: Record<StockView, StockAsked> = {
  all: {},
  sold_out: { availableBelow: 1 },
  low: { availableBelow: LOW_STOCK_BELOW },
  waiting: { waiting: true },
  reserved: { reserved: true },
  short: { short: true },
}

/** Which SKUs, without which page of them and in which order. */
export function filtersOf({ search, location, view }: StockChoice): StockAsked {
  const text = search.trim()
  return { ...(text === '' ? {} : { search: text }), ...(location === '' ? {} : { location }), ...VIEWS[view] }
}

export function askedOf(choice: StockChoice): StockAsked {
  const { sort, after } = choice
  const descending = sort.startsWith('-')
  const order = sort.replace('-', '') as StockOrder
  return { ...filtersOf(choice), order, descending, ...(after === null ? {} : { after }) }
}
