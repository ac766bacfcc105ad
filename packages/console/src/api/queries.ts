// What the pages ask for and how often. A live query is asked again by its interval, so a failure needs no
// retry of its own, and what was shown stays on the page.

import type { Session } from '@tidegate/contract'
import { QueryCache, QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './client.ts'
import type { OrdersAsked } from './client.ts'
import { isProblem } from './problem-text.ts'

/** Fast enough that a wall screen feels live, slow enough that 50 consoles cost the server 50 reads a second. */
const OVERVIEW_INTERVAL_MS = 2_000
const ORDER_INTERVAL_MS = 3_000
const RECONNECT_INTERVAL_MS = 3_000
const NEWEST_ORDERS = 20

const KEYS = {
  session: ['session'],
  overview: ['overview'],
  newestOrders: ['orders', 'newest'],
  orderList: (asked: OrdersAsked) => ['orders', 'list', asked],
  order: (number: string) => ['orders', number],
  explanation: (number: string, events: number) => ['orders', number, 'explanation', events],
} as const

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isProblem(error, 'not_signed_in')) client.setQueryData(KEYS.session, null)
      },
    }),
    defaultOptions: {
      // The server may well be on this very machine: what the browser thinks of the internet does not matter.
      queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: true, staleTime: 0 },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}

/** Null means signed out; an error means that nobody answered, and it is asked again. */
export function useSession() {
  return useQuery({
    queryKey: KEYS.session,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await api.session(signal)
      } catch (error) {
        if (isProblem(error, 'not_signed_in')) return null
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (query.state.status === 'error' ? RECONNECT_INTERVAL_MS : false),
  })
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: api.signIn,
    onSuccess: (session) => client.setQueryData(KEYS.session, session),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: api.signOut,
    onSuccess: () => {
      client.setQueryData(KEYS.session, null)
      // What the next person sees must not come from this one's cache. The session query stays: the shell watches it.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEYS.session[0] })
    },
  })
}

export function useOverview() {
  return useQuery({
    queryKey: KEYS.overview,
    queryFn: ({ signal }) => api.overview(signal),
    refetchInterval: OVERVIEW_INTERVAL_MS,
  })
}

export function useNewestOrders() {
  return useQuery({
    queryKey: KEYS.newestOrders,
    queryFn: ({ signal }) => api.orders({ limit: NEWEST_ORDERS, before: null }, signal),
    refetchInterval: OVERVIEW_INTERVAL_MS,
  })
}

export function useOrders(asked: OrdersAsked) {
  return useQuery({
    queryKey: KEYS.orderList(asked),
    queryFn: ({ signal }) => api.orders(asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ORDER_INTERVAL_MS,
  })
}

export function useOrder(number: string) {
  return useQuery({
    queryKey: KEYS.order(number),
    queryFn: ({ signal }) => api.order(number, signal),
    refetchInterval: ORDER_INTERVAL_MS,
  })
}

/** Computed on demand by the server, so it is asked for again only when the order has a new event. */
export function useExplanation(number: string, events: number) {
  return useQuery({
    queryKey: KEYS.explanation(number, events),
    queryFn: ({ signal }) => api.explanation(number, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (query.state.status === 'error' ? ORDER_INTERVAL_MS : false),
  })
}
