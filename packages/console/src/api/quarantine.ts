// What the quarantine's pages ask for and do. Content in clear is never kept in the cache of answers: it lives in
// the page that asked for it and goes with it.

import { PATHS } from '@tidegate/contract'
import type {
  Correction,
  NewestReplayRun,
  QuarantineContent,
  QuarantineDecided,
  QuarantineDetail,
  QuarantinePage,
  QuarantinePreview,
  QuarantineReasons,
  ReplayResult,
  ReplayRunWish,
  StartedReplayRun,
} from '@tidegate/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { send } from './client.ts'

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
    queryFn: ({ signal }) => send<QuarantinePage>({ path: `${PATHS.quarantine}?${queryOf(asked)}`, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_INTERVAL_MS,
  })
}

function queryOf({ state, source, code, field, olderThanSeconds, before }: QuarantineAsked): string {
  const given = { source, code: code ?? '', field: field ?? '', before: before ?? '' }
  const filters = Object.entries(given).filter(([, value]) => value !== '')
  return new URLSearchParams([['state', state], ['olderThanSeconds', String(olderThanSeconds)], ...filters]).toString()
}

export function useQuarantineReasons() {
  return useQuery({
    queryKey: KEYS.reasons,
    queryFn: ({ signal }) => send<QuarantineReasons>({ path: PATHS.quarantineReasons, signal }),
    refetchInterval: LIST_INTERVAL_MS,
  })
}

export function useReplayRun() {
  return useQuery({
    queryKey: KEYS.run,
    queryFn: ({ signal }) => send<NewestReplayRun>({ path: PATHS.quarantineReplays, signal }),
    refetchInterval: (query) => {
      const run = query.state.data?.run ?? null
      return run !== null && run.endedAt === null ? RUN_INTERVAL_MS : LIST_INTERVAL_MS
    },
  })
}

export function useStartReplayRun() {
  return useChange((filter: ReplayRunWish['filter']) => {
    const body: ReplayRunWish = { filter }
    return send<StartedReplayRun>({ path: PATHS.quarantineReplays, method: 'POST', body })
  })
}

export function useQuarantineEntry(id: string) {
  return useQuery({
    queryKey: KEYS.entry(id),
    queryFn: ({ signal }) => send<QuarantineDetail>({ path: entryPath(PATHS.quarantineEntry, id), signal }),
    refetchInterval: LIST_INTERVAL_MS,
  })
}

export function useLook(id: string) {
  return useChange((reason: string) => post<QuarantineContent>(PATHS.quarantineContent, id, { reason }))
}

export function usePreview(id: string) {
  return useMutation({
    mutationFn: (correction: Correction | undefined) =>
      post<QuarantinePreview>(PATHS.quarantinePreview, id, correction === undefined ? {} : { correction }),
  })
}

export function useReplay(id: string) {
  return useChange((correction: Correction | undefined) =>
    post<ReplayResult>(PATHS.quarantineReplay, id, correction === undefined ? {} : { correction }),
  )
}

export function useDiscard(id: string) {
  return useChange((reason: string) => post<QuarantineDecided>(PATHS.quarantineDiscard, id, { reason }))
}

export function useReopen(id: string) {
  return useChange((reason: string) => post<QuarantineDecided>(PATHS.quarantineReopen, id, { reason }))
}

/** After any change all that is shown of the quarantine is asked for again. */
function useChange<Wish, Answer>(change: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: ROOT }) })
}

function post<T>(pattern: string, id: string, body: object): Promise<T> {
  return send<T>({ path: entryPath(pattern, id), method: 'POST', body })
}

function entryPath(pattern: string, id: string): string {
  return pattern.replace(':id', encodeURIComponent(id))
}
