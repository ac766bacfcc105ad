import type { Role, ShopView } from '@tidegate/contract'
import { useSession } from '../../api/queries.ts'
import { useWords } from '../../ui/use-words.ts'

/** The server decides the same for itself. */
const MAY_ASK: readonly Role[] = ['owner', 'operations', 'service']

/** Whether whoever looks may have orders of the past read again, and why this shop's cannot be; null where they can. */
export function useBackfillBar({ connected }: Pick<ShopView, 'connected'>): { mayAsk: boolean; reason: string | null } {
  const { t } = useWords()
  const { data: session } = useSession()
  const mayAsk = session !== undefined && session !== null && MAY_ASK.includes(session.role)
  const notYet = connected ? null : t('channels.notConnected')
  return { mayAsk, reason: mayAsk ? notYet : t('channels.mayNotBackfill') }
}
