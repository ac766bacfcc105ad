import { PATHS } from '@tidegate/contract'
import type { NewSavedView, SavedView } from '@tidegate/contract'
import type { FakeRoute } from './route.ts'

let views: SavedView[] = [
  { id: '1', name: '暂停的', query: 'stage=held' },
  { id: '2', name: '今天缺货', query: 'hold=out_of_stock&placed=today' },
]
let lastId = 2

export const savedViewRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.savedViews, answer: () => ({ views }) },
  {
    method: 'POST',
    path: PATHS.savedViews,
    answer: ({ body }) => {
      const { name, query } = body as NewSavedView
      const view = { id: String((lastId += 1)), name, query }
      views = [...views.filter((each) => each.name !== name), view]
      return view
    },
  },
  {
    method: 'PUT',
    path: PATHS.savedView,
    answer: ({ params: { id }, body }) => {
      const { name } = body as { name: string }
      views = views.map((view) => (view.id === id ? { ...view, name } : view))
      return undefined
    },
  },
  {
    method: 'DELETE',
    path: PATHS.savedView,
    answer: ({ params: { id } }) => {
      views = views.filter((view) => view.id !== id)
      return undefined
    },
  },
]
