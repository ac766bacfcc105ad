// What the channels page asks for and does.

import type { ConnectShop, PromotionNight, ShopSwitches, ShopView } from '@tidegate/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'

const SHOPS_INTERVAL_MS = 3_000
const BACKFILL_INTERVAL_MS = 2_000

const ROOT = ['channels'] as const

export type ShopName = Pick<ShopView, 'channel' | 'shop'>

export function useShops() {
  return useQuery({
    queryKey: [...ROOT, 'shops'],
    queryFn: ({ signal }) => client('GET /api/v1/shops', { signal }),
    refetchInterval: SHOPS_INTERVAL_MS,
  })
}

export function useChannels() {
  return useQuery({
    queryKey: [...ROOT, 'known'],
    queryFn: ({ signal }) => client('GET /api/v1/channels', { signal }),
    staleTime: Infinity,
  })
}

/** A live call that keeps nothing. */
export function useTestShop() {
  return useMutation({ mutationFn: (body: ConnectShop) => client('POST /api/v1/shops/test', { body }) })
}

export function useConnectShop() {
  return useChange((body: ConnectShop) => client('POST /api/v1/shops', { body }))
}

export function useSwitchShop({ channel, shop }: ShopName) {
  return useChange((body: ShopSwitches) =>
    client('PATCH /api/v1/shops/{channel}/{shop}', { path: { channel, shop }, body }),
  )
}

export function useSwitchPromotionNight() {
  return useChange((body: PromotionNight) => client('PUT /api/v1/shops/promotion-night', { body }))
}

export function useBackfills({ channel, shop }: ShopName) {
  return useQuery({
    queryKey: [...ROOT, 'backfills', channel, shop],
    queryFn: ({ signal }) =>
      client('GET /api/v1/shops/{channel}/{shop}/backfills', { path: { channel, shop }, signal }),
    refetchInterval: BACKFILL_INTERVAL_MS,
  })
}

export function useAskBackfill({ channel, shop }: ShopName) {
  return useChange((body: { from: string; to: string }) =>
    client('POST /api/v1/shops/{channel}/{shop}/backfills', { path: { channel, shop }, body }),
  )
}

export function useStopBackfill({ channel, shop }: ShopName) {
  return useChange((id: string) =>
    client('DELETE /api/v1/shops/{channel}/{shop}/backfills/{id}', { path: { channel, shop, id } }),
  )
}

export function useFetchOrders({ channel, shop }: ShopName) {
  return useChange((platformOrderIds: string[]) =>
    client('POST /api/v1/shops/{channel}/{shop}/fetches', { path: { channel, shop }, body: { platformOrderIds } }),
  )
}

/** After any change all that is shown of the shops is asked for again. */
function useChange<Wish, Answer>(change: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries({ queryKey: ROOT }) })
}
