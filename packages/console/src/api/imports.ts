// What the import pages ask for and do. A file goes up in pieces, one after the other: a broken upload goes on from
// what has arrived.

import type { Import, ImportPreviewWish, ImportRow, ImportWish, RowOutcome } from '@tidegate/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client, sendBytes } from './client.ts'

const LIST_INTERVAL_MS = 3_000
/** While it runs its bar should move. */
const RUN_INTERVAL_MS = 700
/** Small enough to show progress on a slow line, and far below what the server takes at once. */
const PIECE_BYTES = 512 * 1_024

const ROOT = ['imports'] as const
const KEYS = {
  list: (before: string | null) => [...ROOT, 'list', before],
  one: (id: string) => [...ROOT, id],
  preview: (id: string, wish: ImportPreviewWish) => [...ROOT, id, 'preview', wish],
  rows: (id: string, asked: RowsAsked, told: number) => [...ROOT, id, 'rows', asked, told],
} as const

export interface RowsAsked {
  outcome: RowOutcome | null
  withProblem: boolean
  after: number
}

/** Rows whose fate is known. */
export function toldRows({ imported, unchanged, quarantined, refused }: Import): number {
  return imported + unchanged + quarantined + refused
}

export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return state === 'queued' || state === 'checking' || state === 'recording'
}

export function useImports(before: string | null) {
  return useQuery({
    queryKey: KEYS.list(before),
    queryFn: ({ signal }) => client('GET /api/v1/imports', { query: before === null ? {} : { before }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LIST_INTERVAL_MS,
  })
}

export function useImport(id: string) {
  return useQuery({
    queryKey: KEYS.one(id),
    queryFn: ({ signal }) => client('GET /api/v1/imports/{id}', { path: { id }, signal }),
    refetchInterval: (query) => {
      const held = query.state.data
      return held !== undefined && isUnderWay(held) ? RUN_INTERVAL_MS : LIST_INTERVAL_MS
    },
  })
}

export function useImportPreview(id: string, wish: ImportPreviewWish) {
  return useQuery({
    queryKey: KEYS.preview(id, wish),
    queryFn: ({ signal }) => client('POST /api/v1/imports/{id}/preview', { path: { id }, body: wish, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

/** Asked for again whenever more rows are told of. */
export function useImportRows(id: string, asked: RowsAsked, told: number) {
  return useQuery({
    queryKey: KEYS.rows(id, asked, told),
    queryFn: ({ signal }): Promise<{ rows: ImportRow[]; next: number | null }> => {
      const { outcome, withProblem, after } = asked
      const query = { after, withProblem, limit: 50, ...(outcome === null ? {} : { outcome }) }
      return client('GET /api/v1/imports/{id}/rows', { path: { id }, query, signal })
    },
    placeholderData: keepPreviousData,
  })
}

export const reportHref = (id: string): string => `/api/v1/imports/${encodeURIComponent(id)}/report.csv`

/** Gives the import's id; `told` hears which share has arrived. */
export async function uploadFile(file: File, told: (share: number) => void): Promise<string> {
  const { id } = await client('POST /api/v1/imports', { body: { fileName: file.name, bytes: file.size } })
  for (let start = 0; start < file.size;) {
    const piece = file.slice(start, start + PIECE_BYTES)
    const path = `/api/v1/imports/${encodeURIComponent(id)}/content?start=${start}`
    const { receivedBytes } = await sendBytes<{ receivedBytes: number }>(path, piece)
    start = receivedBytes
    told(start / file.size)
  }
  return id
}

export function useStartImport(id: string) {
  return useChange((wish: ImportWish) => client('POST /api/v1/imports/{id}/start', { path: { id }, body: wish }))
}

export function useCancelImport(id: string) {
  return useChange(() => client('POST /api/v1/imports/{id}/cancel', { path: { id } }))
}

function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: ROOT }) })
}
