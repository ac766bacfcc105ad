import { useState } from 'react'
import { CANCEL_ROLES, PLACE_HOLD_ROLES, whyNotRelease } from '@tidegate/contract'
import type { ActionResult, HoldKind, OrderSummary } from '@tidegate/contract'
import { OrderActionDialog } from '../../components/OrderActionDialog.tsx'
import { useSignedIn } from '../../components/session.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { BulkResults } from './BulkResults.tsx'
import { CopyNumbers } from './CopyNumbers.tsx'

interface Props {
  /** Rows that are selected, as the page shows them now. */
  orders: readonly OrderSummary[]
  /** What was done is done: the selection goes. */
  onDone: () => void
}

type Asked = 'cancel_order' | 'place_hold' | 'release_hold'

/** Hold, release or cancel what is selected; then what came of each, where not all did as asked. */
export function BulkActions({ orders, onDone }: Props) {
  const { t } = useWords()
  const { role } = useSignedIn()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [results, setResults] = useState<readonly ActionResult[]>([])
  const numbers = orders.map((order) => order.number)
  const holds = [...new Set(orders.flatMap((order) => order.holds as HoldKind[]))]
  const releasable = holds.filter((hold) => whyNotRelease(role, hold) === null)
  const reasonOf = (roles: readonly string[]) => {
    if (!roles.includes(role)) return t('whyNot.role')
    return orders.length === 0 ? t('orders.selectFirst') : null
  }
  const whyNotReleased = () => {
    if (orders.length === 0) return t('orders.selectFirst')
    if (holds.length === 0) return t('orders.nothingHeld')
    return releasable.length === 0 ? t('orders.noneReleasable') : null
  }
  const settle = (all: readonly ActionResult[]) => {
    setResults(all)
    onDone()
  }
  return (
    <>
      <ReasonButton reason={reasonOf(PLACE_HOLD_ROLES)} onClick={() => setAsked('place_hold')} data-testid="bulk-hold">
        {t('act.hold')}
      </ReasonButton>
      <ReasonButton reason={whyNotReleased()} onClick={() => setAsked('release_hold')} data-testid="bulk-release">
        {t('act.release')}
      </ReasonButton>
      <ReasonButton
        danger
        reason={reasonOf(CANCEL_ROLES)}
        onClick={() => setAsked('cancel_order')}
        data-testid="bulk-cancel"
      >
        {t('act.cancel')}
      </ReasonButton>
      <CopyNumbers numbers={numbers} />
      {asked !== null && (
        <OrderActionDialog
          asked={asked === 'release_hold' ? { action: asked, holds: releasable } : { action: asked }}
          numbers={numbers}
          onClose={() => setAsked(null)}
          onDone={settle}
        />
      )}
      <BulkResults results={results} onClose={() => setResults([])} />
    </>
  )
}
