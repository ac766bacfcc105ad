// One's own views of the list of orders.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'

const KEY = ['saved-views', 'orders'] as const

export function useSavedViews() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => client('GET /api/v1/saved-views', { query: { list: 'orders' }, signal }),
    staleTime: 60_000,
  })
}

export function useSaveView() {
  return useChange((view: { name: string; query: string }) =>
    client('POST /api/v1/saved-views', { body: { list: 'orders', ...view } }),
  )
}

export function useRenameView() {
  return useChange(({ id, name }: { id: string; name: string }) =>
    client('PUT /api/v1/saved-views/{id}', { path: { id }, body: { name } }),
  )
}

export function useDropView() {
  return useChange((id: string) => client('DELETE /api/v1/saved-views/{id}', { path: { id } }))
}

function useChange<Asked, Answer>(mutationFn: (asked: Asked) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: KEY }) })
}
