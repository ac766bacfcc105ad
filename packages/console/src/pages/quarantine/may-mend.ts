import type { Role } from '@tidegate/contract'
import { useSession } from '../../api/queries.ts'

/** The server decides the same for itself. */
const MENDERS: readonly Role[] = ['owner', 'operations']

export function useMayMend(): boolean {
  const { data: session } = useSession()
  return session !== undefined && session !== null && MENDERS.includes(session.role)
}
