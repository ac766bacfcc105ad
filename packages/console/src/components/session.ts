import { createContext, use } from 'react'
import type { Session } from '@tidegate/contract'

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = SessionContext.Provider

/** Who is signed in; every page behind the shell has one. */
export function useSignedIn(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('this is shown behind the sign-in only')
  return session
}
