import type { Role } from '@tidegate/contract'
import { useSession } from '../../api/queries.ts'

/** The server decides the same for itself. */
const KEEPERS: readonly Role[] = ['owner', 'operations', 'warehouse']

export function useMayChangeStock(): boolean {
  const { data: session } = useSession()
  return session !== undefined && session !== null && KEEPERS.includes(session.role)
}
