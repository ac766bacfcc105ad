// What the system page asks for. Nothing of it is pushed: it is looked at when something is wrong, the push perhaps.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'

const INTERVAL_MS = 5_000
/** While a verification runs its end should show. */
const VERIFYING_INTERVAL_MS = 1_000
const KEY = ['system'] as const

export function useSystem() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => client('GET /api/v1/system', { signal }),
    refetchInterval: (query) =>
      query.state.data?.verification.isRunning === true ? VERIFYING_INTERVAL_MS : INTERVAL_MS,
  })
}

export function useStartVerification() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => client('POST /api/v1/system/verifications'),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}
