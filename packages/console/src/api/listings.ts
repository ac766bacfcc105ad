// What the page of listings asks for and does.

import { ApiProblem } from '@tidegate/contract'
import type { ListingComponent, ListingQuery } from '@tidegate/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ShopName } from './channels.ts'
import { client, patientClient } from './client.ts'
import { askStock } from './stock.ts'

/** What waits changes with every order that comes in. */
const LIST_INTERVAL_MS = 10_000
const SKUS_OFFERED = 20

export type ListingsAsked = Partial<ListingQuery>

const ROOT = ['listings'] as const

export function useListings(asked: ListingsAsked) {
  return useQuery({
    queryKey: [...ROOT, 'list', asked],
    queryFn: ({ signal }) => client('GET /api/v1/listings', { query: asked, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_INTERVAL_MS,
  })
}

/** SKUs by a part of their code or name. */
export function useSkusFound(text: string) {
  return useQuery({
    queryKey: [...ROOT, 'skus', text],
    queryFn: ({ signal }) => askStock({ limit: SKUS_OFFERED, ...(text === '' ? {} : { search: text }) }, signal),
    placeholderData: keepPreviousData,
  })
}

/** No components unmap it. */
export function useMapListing() {
  return useChange(({ id, components }: { id: number; components: ListingComponent[] }) =>
    client('PUT /api/v1/listings/{id}', { path: { id }, body: { components } }),
  )
}

export function useTakeOverListings() {
  return useChange(({ channel, shop }: ShopName) =>
    patientClient('POST /api/v1/shops/{channel}/{shop}/listings', { path: { channel, shop } }),
  )
}

/** Whatever came of it: orders go on by it, and shops and SKUs show their listings too. */
function useChange<Wish, Answer>(change: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [ROOT, ['orders'], ['channels'], ['stock']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
}

/** Which component of what was sent the server does not take, and what of it; null where it says nothing of one. */
export function refusedComponent(error: unknown): { row: number; part: 'skuCode' | 'perUnit' } | null {
  if (!(error instanceof ApiProblem)) return null
  const named = /^\/components\/(\d+)\/(skuCode|perUnit)$/.exec(error.problem?.field ?? '')
  return named === null ? null : { row: Number(named[1]), part: named[2] === 'perUnit' ? 'perUnit' : 'skuCode' }
}
