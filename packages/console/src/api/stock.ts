// What the stock pages ask for. Quantities of pools and levels come by the push; who has a claim on them is asked
// for now and then.

import { explainAvailable } from '@tidegate/contract'
import type { NewAdjustment, NewReceipt, SkuStock, StockListQuery, StockPage } from '@tidegate/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'
import { usePush } from './use-push.ts'

/** Rows move by the push; this finds SKUs that came to the list or left it, and who waits. */
const LIST_INTERVAL_MS = 5_000
/** Levels of a location come with the list only. */
const LEVELS_INTERVAL_MS = 2_000
const SKU_INTERVAL_MS = 3_000
const LOCATIONS_INTERVAL_MS = 60_000
const LISTINGS_INTERVAL_MS = 10_000
const LISTINGS_SHOWN = 50
const MOVEMENTS_SHOWN = 50

export type StockAsked = Partial<StockListQuery>

const ROOT = ['stock'] as const
const KEYS = {
  list: (asked: StockAsked) => [...ROOT, 'list', asked],
  locations: [...ROOT, 'locations'],
  sku: (sku: string) => [...ROOT, 'sku', sku],
  movements: (sku: string, before: string | null) => [...ROOT, 'movements', sku, before],
  listings: (sku: string) => [...ROOT, 'listings', sku],
} as const

export function askStock(asked: StockAsked, signal?: AbortSignal): Promise<StockPage> {
  return client('GET /api/v1/stock', { query: asked, ...(signal === undefined ? {} : { signal }) })
}

export function useStock(asked: StockAsked) {
  return useQuery({
    queryKey: KEYS.list(asked),
    queryFn: ({ signal }) => askStock(asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: asked.location === undefined ? LIST_INTERVAL_MS : LEVELS_INTERVAL_MS,
  })
}

export function useLocations() {
  return useQuery({
    queryKey: KEYS.locations,
    queryFn: ({ signal }) => client('GET /api/v1/locations', { signal }),
    refetchInterval: LOCATIONS_INTERVAL_MS,
  })
}

export function useSkuStock(sku: string) {
  const queries = useQueryClient()
  const queryKey = KEYS.sku(sku)
  usePush({ kind: 'stock', sku }, (pool, version) =>
    queries.setQueryData(queryKey, (held: SkuStock | undefined) =>
      held === undefined || held.version >= version
        ? held
        : { ...held, version, pool, explanation: explainAvailable(pool) },
    ),
  )
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => client('GET /api/v1/stock/{sku}', { path: { sku }, signal }),
    refetchInterval: SKU_INTERVAL_MS,
    // An answer asked for before may arrive after newer quantities were pushed.
    structuralSharing: (held, fresh) => newerPool(held as SkuStock | undefined, fresh as SkuStock),
  })
}

function newerPool(held: SkuStock | undefined, fresh: SkuStock): SkuStock {
  if (held === undefined || held.version <= fresh.version) return fresh
  return { ...fresh, version: held.version, pool: held.pool, explanation: held.explanation }
}

export function useMovements(sku: string, before: string | null) {
  return useQuery({
    queryKey: KEYS.movements(sku, before),
    queryFn: ({ signal }) =>
      client('GET /api/v1/stock/{sku}/movements', {
        path: { sku },
        query: { limit: MOVEMENTS_SHOWN, ...(before === null ? {} : { before }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: SKU_INTERVAL_MS,
  })
}

/** What shops offer that takes from the SKU. */
export function useListingsOf(sku: string) {
  return useQuery({
    queryKey: KEYS.listings(sku),
    queryFn: ({ signal }) => client('GET /api/v1/listings', { query: { sku, limit: LISTINGS_SHOWN }, signal }),
    refetchInterval: LISTINGS_INTERVAL_MS,
  })
}

/** A fact with the key under which it may be sent again without being recorded twice. */
export type StockFact = { key: string } & (
  | { kind: 'receipt'; body: NewReceipt }
  | { kind: 'adjustment'; body: NewAdjustment }
)

export function useRecordStockFact() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...fact }: StockFact) => {
      const headers = { 'idempotency-key': key }
      return fact.kind === 'receipt'
        ? client('POST /api/v1/stock/receipts', { headers, body: fact.body })
        : client('POST /api/v1/stock/adjustments', { headers, body: fact.body })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ROOT }),
  })
}
