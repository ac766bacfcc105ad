// The list's filters as the address holds them, so that a narrowed list is a link and can be kept as a view.

import type { HoldKind, OrderListQuery, OrderStage } from '@tidegate/contract'

export const PAGE_SIZES = [50, 100, 200] as const

export const STAGES = [
  'unpaid',
  'held',
  'waiting_stock',
  'to_allocate',
  'to_ship',
  'partly_shipped',
  'shipped',
  'completed',
  'closed',
  'history',
] as const satisfies readonly OrderStage[]

export const HOLDS = [
  'out_of_stock',
  'manual',
  'risk',
  'address',
  'refund',
  'mapping',
  'payment',
  'incomplete',
  'platform',
  'rule_error',
] as const satisfies readonly HoldKind[]

/** Spans that move with the clock, so that a kept view of "today" is today's. */
export const SPANS = ['hour', 'today', 'yesterday', 'week', 'month'] as const
export type Span = (typeof SPANS)[number]

/** Every field but the stages is empty where it is not asked. */
export interface OrderChoice {
  search: string
  stages: readonly OrderStage[]
  /** `channel/shop`. */
  shop: string
  hold: HoldKind | ''
  location: string
  sku: string
  province: string
  /** A span, or days of the viewer's calendar: `2026-11-01..2026-11-11`, either may be left out. */
  placed: string
  /** Yuan as typed: `100..500`, either may be left out. */
  amount: string
  limit: number
  before: string | null
}

export type Choose = (change: Partial<OrderChoice>) => void

const DAYS = /^(?!\.\.$)(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/
const AMOUNTS = /^(?!\.\.$)(\d{1,9}(?:\.\d{1,2})?)?\.\.(\d{1,9}(?:\.\d{1,2})?)?$/

/** What somebody typed into the address is read as well as can be. */
export function choiceOf(query: URLSearchParams): OrderChoice {
  const text = (name: string) => query.get(name) ?? ''
  const stages = text('stage').split(',')
  return {
    search: text('search'),
    stages: STAGES.filter((stage) => stages.includes(stage)),
    shop: /^[a-z_]+\/[a-z0-9_-]+$/.test(text('shop')) ? text('shop') : '',
    hold: HOLDS.find((hold) => hold === text('hold')) ?? '',
    location: text('location'),
    sku: text('sku'),
    province: text('province'),
    placed: isSpan(text('placed')) || DAYS.test(text('placed')) ? text('placed') : '',
    amount: AMOUNTS.test(text('amount')) ? text('amount') : '',
    limit: PAGE_SIZES.find((size) => String(size) === text('limit')) ?? PAGE_SIZES[0],
    before: query.get('before'),
  }
}

/** What stands at its default is left out. */
export function searchOf({ stages, limit, before, ...texts }: OrderChoice): string {
  const all = {
    ...texts,
    stage: stages.join(','),
    limit: limit === PAGE_SIZES[0] ? '' : String(limit),
    before: before ?? '',
  }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString()
}

/** The choice as it is kept: the same list from its first page. */
export function viewOf(choice: OrderChoice): string {
  return searchOf({ ...choice, limit: PAGE_SIZES[0], before: null })
}

export function isFiltered(choice: OrderChoice): boolean {
  return viewOf(choice) !== ''
}

/** What the server is asked. Times move by whole minutes, or every look would be a new question. */
export function askedOf(choice: OrderChoice, now: number): Partial<OrderListQuery> {
  const { search, stages, shop, hold, location, sku, province, placed, amount, limit, before } = choice
  const [channel = '', code = ''] = shop.split('/')
  const [from, to] = timesOf(placed, now)
  const [, least, most] = AMOUNTS.exec(amount) ?? []
  const all = {
    search: search.trim(),
    stage: stages.join(','),
    channel,
    shop: code,
    location: location.trim(),
    sku: sku.trim(),
    province,
    placedFrom: from,
    placedTo: to,
    before: before ?? '',
  }
  return {
    limit,
    ...(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')) as Partial<typeof all>),
    ...(hold === '' ? {} : { hold }),
    ...(least === undefined ? {} : { payableFromFen: fenOf(least) }),
    ...(most === undefined ? {} : { payableToFen: fenOf(most) }),
  }
}

export function isSpan(text: string): text is Span {
  return (SPANS as readonly string[]).includes(text)
}

/** `from..to` taken apart; empty where that end is open. */
export function endsOf(text: string): [string, string] {
  const [from = '', to = ''] = text.includes('..') ? text.split('..') : []
  return [from, to]
}

export function joined(from: string, to: string): string {
  return from === '' && to === '' ? '' : `${from}..${to}`
}

const fenOf = (yuan: string): number => Math.round(Number(yuan) * 100)

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

function timesOf(placed: string, now: number): [string, string] {
  if (!isSpan(placed)) {
    const [from, to] = endsOf(placed)
    return [dayStart(from, 0), dayStart(to, 1)]
  }
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS
  switch (placed) {
    case 'hour':
      return [new Date(minute - HOUR_MS).toISOString(), '']
    case 'today':
      return [midnight(minute, 0), '']
    case 'yesterday':
      return [midnight(minute, -1), midnight(minute, 0)]
    case 'week':
      return [midnight(minute, -6), '']
    case 'month':
      return [midnight(minute, -29), '']
  }
}

/** Midnight in the viewer's zone, some days away. */
function midnight(at: number, days: number): string {
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).toISOString()
}

function dayStart(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00`)
  return Number.isNaN(at) ? '' : midnight(at, days)
}
