import { useState } from 'react'
import { whyNotCancel, whyNotHold } from '@tidegate/contract'
import type { OrderSummary, WhyNot } from '@tidegate/contract'
import { OrderActionDialog } from '../../components/OrderActionDialog.tsx'
import { useSignedIn } from '../../components/session.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './order-actions.module.css'

/** What can be done to this order now; what cannot says why. */
export function OrderActions({ order }: { order: OrderSummary }) {
  const { t } = useWords()
  const { role } = useSignedIn()
  const [asked, setAsked] = useState<'cancel_order' | 'place_hold' | null>(null)
  const reason = (whyNot: WhyNot | null) => (whyNot === null ? null : t(`whyNot.${whyNot}`))
  return (
    <div className={styles['actions']}>
      <ReasonButton
        reason={reason(whyNotHold(role, order))}
        onClick={() => setAsked('place_hold')}
        data-testid="place-hold"
      >
        {t('act.hold')}
      </ReasonButton>
      <ReasonButton
        danger
        reason={reason(whyNotCancel(role, order))}
        onClick={() => setAsked('cancel_order')}
        data-testid="cancel-order"
      >
        {t('act.cancel')}
      </ReasonButton>
      {asked !== null && (
        <OrderActionDialog asked={{ action: asked }} numbers={[order.number]} onClose={() => setAsked(null)} />
      )}
    </div>
  )
}
