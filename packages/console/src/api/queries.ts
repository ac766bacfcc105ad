// What the pages ask for and how often. A live query is asked again by its interval, so a failure needs no
// retry of its own, and what was shown stays on the page.

import type { OrderDetail, OrderPage, Overview, Session } from '@tidegate/contract'
import { QueryCache, QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from './client.ts'
import type { OrdersAsked } from './client.ts'
import { isProblem } from './problem-text.ts'
import { forgetPushed, usePush } from './use-push.ts'

/** Where the push does not come: fast enough that a wall screen feels live, slow enough that 50 consoles cost the server 50 reads a second. */
const OVERVIEW_INTERVAL_MS = 2_000
const ORDER_INTERVAL_MS = 3_000
const RECONNECT_INTERVAL_MS = 3_000
const NEWEST_ORDERS = 20

const KEYS = {
  session: ['session'],
  overview: ['overview'],
  /** The head of every key below: what one action may have changed. */
  orders: ['orders'],
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
      forgetPushed()
      // What the next person sees must not come from this one's cache. The session query stays: the shell watches it.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEYS.session[0] })
    },
  })
}

/** Whatever came of it, every list and page that shows an order is asked again. */
export function useActOnOrders() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: api.actOnOrders,
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.orders }),
  })
}

export function useOverview() {
  const client = useQueryClient()
  const isPushed = usePush({ kind: 'overview' }, (value) => client.setQueryData(KEYS.overview, value))
  return useQuery({
    queryKey: KEYS.overview,
    queryFn: ({ signal }) => api.overview(signal),
    refetchInterval: isPushed ? false : OVERVIEW_INTERVAL_MS,
    // An answer asked for before may arrive after a newer one was pushed.
    structuralSharing: (held, fresh) => (isOlder(fresh as Overview, held as Overview | undefined) ? held : fresh),
  })
}

function isOlder(fresh: Overview, held: Overview | undefined): boolean {
  return held !== undefined && Date.parse(fresh.now) < Date.parse(held.now)
}

export function useNewestOrders() {
  const client = useQueryClient()
  const isPushed = usePush({ kind: 'orders' }, ({ newest }) =>
    client.setQueryData(KEYS.newestOrders, (held: OrderPage | undefined) => ({
      next: null,
      count: null,
      foundBy: [],
      ...held,
      orders: newest,
    })),
  )
  return useQuery({
    queryKey: KEYS.newestOrders,
    queryFn: ({ signal }) => api.orders({ limit: NEWEST_ORDERS }, signal),
    refetchInterval: isPushed ? false : OVERVIEW_INTERVAL_MS,
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
  const client = useQueryClient()
  const queryKey = KEYS.order(number)
  const isPushed = usePush({ kind: 'order', number }, (_value, version) => {
    // An order's version is the count of its events.
    const held = client.getQueryData<OrderDetail>(queryKey)
    if ((held?.timeline.length ?? 0) < version) void client.invalidateQueries({ queryKey, exact: true })
  })
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => api.order(number, signal),
    refetchInterval: isPushed ? false : ORDER_INTERVAL_MS,
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
