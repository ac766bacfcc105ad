// What the stock pages must show, computed from whole tables by loops a child could follow. For tests.

import type { Database } from '../database/connect.ts'
import type { StockQuery } from '../inventory/read-stock.ts'

interface NaiveLevel {
  location: string
  isSellable: boolean
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  short: number
}

export interface NaiveSku {
  code: string
  name: string
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  reserved: number
  short: number
  levels: NaiveLevel[]
  waiting: { order: string; units: number }[]
  reservations: number
  allocations: number
}

const LEVELS = `
  select s.code as sku, l.code as location, l.sellable as "isSellable", v.on_hand as "onHand", v.unavailable, v.safety,
    v.allocated, v.short
  from stock_levels v, skus s, locations l where s.id = v.sku_id and l.id = v.location_id`
const DEMANDS = `
  select s.code as sku, o.number as order, o.payment, o.platform_state as state, o.cancel_requested as "isCancelled", d.open
  from line_demands d, orders o, skus s where o.id = d.order_id and s.id = d.sku_id
  order by o.priority, o.placed_at, o.id`
const RESERVATIONS = `
  select s.code as sku, r.quantity, r.ended_as as ended from reservations r, skus s where s.id = r.sku_id`
const ALLOCATIONS = `
  select s.code as sku, a.ended_as as ended from allocations a, skus s where s.id = a.sku_id`

export async function readNaiveStock(sql: Database): Promise<NaiveSku[]> {
  const [skus, levels, demands, reservations, allocations] = await Promise.all([
    sql<{ code: string; name: string }[]>`select code, name from skus`,
    sql.unsafe<(NaiveLevel & { sku: string })[]>(LEVELS),
    sql.unsafe<{ sku: string; order: string; payment: string; state: string; isCancelled: boolean; open: number }[]>(
      DEMANDS,
    ),
    sql.unsafe<{ sku: string; quantity: number; ended: string | null }[]>(RESERVATIONS),
    sql.unsafe<{ sku: string; ended: string | null }[]>(ALLOCATIONS),
  ])
  return skus.map(({ code, name }) => {
    const own = levels.filter((level) => level.sku === code)
    const sold = own.filter((level) => level.isSellable)
    const claims = reservations.filter((row) => row.sku === code && row.ended === null)
    const sum = (pick: (level: NaiveLevel) => number) => sold.reduce((total, level) => total + pick(level), 0)
    const quantities = {
      onHand: sum((level) => level.onHand),
      unavailable: sum((level) => level.unavailable),
      safety: sum((level) => level.safety),
      allocated: sum((level) => level.allocated),
      reserved: claims.reduce((total, row) => total + row.quantity, 0),
    }
    const waiting = new Map<string, number>()
    for (const row of demands) {
      const isOffered = row.state === 'open' && !row.isCancelled && !['unpaid', 'refunded'].includes(row.payment)
      if (row.sku === code && row.open > 0 && isOffered)
        waiting.set(row.order, (waiting.get(row.order) ?? 0) + row.open)
    }
    return {
      code,
      name,
      ...quantities,
      short: Math.max(0, quantities.reserved + quantities.allocated + quantities.unavailable - quantities.onHand),
      levels: own,
      waiting: [...waiting].map(([order, units]) => ({ order, units })),
      reservations: claims.length,
      allocations: allocations.filter((row) => row.sku === code && row.ended === null).length,
    }
  })
}

export function naiveAvailable(sku: NaiveSku): number {
  const left = sku.onHand - sku.unavailable - sku.safety - sku.allocated - sku.reserved
  return left < 0 ? 0 : left
}

function levelAvailable(level: NaiveLevel): number {
  const left = level.onHand - level.unavailable - level.safety - level.allocated
  return level.isSellable && left > 0 ? left : 0
}

/** Codes of the SKUs a list shows, in its order. */
export function naiveList(skus: readonly NaiveSku[], query: StockQuery): string[] {
  const { search, location, orderBy, availableBelow } = query
  const rows = skus.flatMap((sku) => {
    const level = sku.levels.find((each) => each.location === location)
    if (location !== null && level === undefined) return []
    const shown = level ?? sku
    const available = level === undefined ? naiveAvailable(sku) : levelAvailable(level)
    const waiting = sku.waiting.reduce((total, each) => total + each.units, 0)
    const text = `${sku.code.toLowerCase()}\n${sku.name.toLowerCase()}`
    const passes =
      (search === null || text.includes(search.toLowerCase())) &&
      (!query.isShort || shown.short > 0) &&
      (!query.isReserved || sku.reserved > 0) &&
      (!query.isWaiting || waiting > 0) &&
      (availableBelow === null || available < availableBelow)
    const values = {
      code: 0,
      available,
      on_hand: shown.onHand,
      reserved: sku.reserved,
      allocated: shown.allocated,
      short: shown.short,
      waiting,
    }
    return passes ? [{ code: sku.code, value: values[orderBy] }] : []
  })
  const byCode = (a: string, b: string) => (a < b ? -1 : Number(a > b))
  const sign = query.isDescending ? -1 : 1
  return rows
    .toSorted((a, b) =>
      orderBy === 'code' ? sign * byCode(a.code, b.code) : sign * (a.value - b.value) || byCode(a.code, b.code),
    )
    .map((row) => row.code)
}
