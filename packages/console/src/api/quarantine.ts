// What the quarantine's pages ask for and do. Content in clear is never kept in the cache of answers: it lives in
// the page that asked for it and goes with it.

import type { Correction, ReplayRunWish } from '@tidegate/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'

const LIST_INTERVAL_MS = 5_000
/** While a run goes on its bar should move. */
const RUN_INTERVAL_MS = 1_000

export interface QuarantineAsked {
  state: 'open' | 'ended'
  source: string
  code: string | null
  field: string | null
  olderThanSeconds: number
  before: string | null
}

const ROOT = ['quarantine'] as const
const KEYS = {
  list: (asked: QuarantineAsked) => [...ROOT, 'list', asked],
  reasons: [...ROOT, 'reasons'],
  run: [...ROOT, 'run'],
  entry: (id: string) => [...ROOT, id],
} as const

export function useQuarantine(asked: QuarantineAsked) {
  return useQuery({
    queryKey: KEYS.list(asked),
    queryFn: ({ signal }) => client('GET /api/v1/quarantine', { query: queryOf(asked), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_INTERVAL_MS,
  })
}

function queryOf({ state, source, code, field, olderThanSeconds, before }: QuarantineAsked) {
  return {
    state,
    olderThanSeconds,
    ...(source === '' ? {} : { source }),
    ...(code === null ? {} : { code }),
    ...(field === null ? {} : { field }),
    ...(before === null ? {} : { before }),
  }
}

export function useQuarantineReasons() {
  return useQuery({
    queryKey: KEYS.reasons,
    queryFn: ({ signal }) => client('GET /api/v1/quarantine/reasons', { signal }),
    refetchInterval: LIST_INTERVAL_MS,
  })
}

export function useReplayRun() {
  return useQuery({
    queryKey: KEYS.run,
    queryFn: ({ signal }) => client('GET /api/v1/quarantine/replays', { signal }),
    refetchInterval: (query) => {
      const run = query.state.data?.run ?? null
      return run !== null && run.endedAt === null ? RUN_INTERVAL_MS : LIST_INTERVAL_MS
    },
  })
}

export function useStartReplayRun() {
  return useChange((filter: ReplayRunWish['filter']) => client('POST /api/v1/quarantine/replays', { body: { filter } }))
}

export function useQuarantineEntry(id: string) {
  return useQuery({
    queryKey: KEYS.entry(id),
    queryFn: ({ signal }) => client('GET /api/v1/quarantine/{id}', { path: { id }, signal }),
    refetchInterval: LIST_INTERVAL_MS,
  })
}

export function useLook(id: string) {
  return useChange((reason: string) =>
    client('POST /api/v1/quarantine/{id}/content', { path: { id }, body: { reason } }),
  )
}

export function usePreview(id: string) {
  return useMutation({
    mutationFn: (correction: Correction | undefined) =>
      client('POST /api/v1/quarantine/{id}/preview', { path: { id }, body: corrected(correction) }),
  })
}

export function useReplay(id: string) {
  return useChange((correction: Correction | undefined) =>
    client('POST /api/v1/quarantine/{id}/replay', { path: { id }, body: corrected(correction) }),
  )
}

export function useDiscard(id: string) {
  return useChange((reason: string) =>
    client('POST /api/v1/quarantine/{id}/discard', { path: { id }, body: { reason } }),
  )
}

export function useReopen(id: string) {
  return useChange((reason: string) =>
    client('POST /api/v1/quarantine/{id}/reopen', { path: { id }, body: { reason } }),
  )
}

/** After any change all that is shown of the quarantine is asked for again. */
function useChange<Wish, Answer>(change: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries({ queryKey: ROOT }) })
}

function corrected(correction: Correction | undefined): { correction?: Correction } {
  return correction === undefined ? {} : { correction }
}
