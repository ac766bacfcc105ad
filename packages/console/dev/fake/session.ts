import { PATHS } from '@tidegate/contract'
import { FakeRefusal } from './route.ts'
import type { FakeRoute } from './route.ts'
import { session } from './world.ts'

export const sessionRoutes: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: PATHS.session,
    answer: ({ state }) => {
      if (!state.signedIn) throw new FakeRefusal('not_signed_in')
      return session
    },
  },
  {
    method: 'POST',
    path: PATHS.signIn,
    answer: ({ state, body }) => {
      if (JSON.stringify(body).includes('"used')) throw new FakeRefusal('not_signed_in')
      state.signedIn = true
      return session
    },
  },
  { method: 'DELETE', path: PATHS.session, answer: ({ state }) => void (state.signedIn = false) },
]
