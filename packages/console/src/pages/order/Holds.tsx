import { useState } from 'react'
import { whyNotRelease } from '@tidegate/contract'
import type { HoldKind, OrderDetail } from '@tidegate/contract'
import { serverNow } from '../../api/server-clock.ts'
import { OrderActionDialog } from '../../components/OrderActionDialog.tsx'
import { useSignedIn } from '../../components/session.ts'
import { cx } from '../../ui/cx.ts'
import { ageSeconds, formatAge, formatTime } from '../../ui/format.ts'
import { stageFreshness } from '../../ui/freshness.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './holds.module.css'
import { reasonText } from './reason-text.ts'

type Hold = OrderDetail['holds'][number]

/** Standing holds first; an order that never had one shows nothing here. */
export function Holds({ detail }: { detail: OrderDetail }) {
  const { t } = useWords()
  if (detail.holds.length === 0) return null
  const standing = detail.holds.filter((hold) => hold.releasedAt === null)
  const released = detail.holds.filter((hold) => hold.releasedAt !== null)
  const note = standing.length === 0 ? t('order.holdsNone') : undefined
  return (
    <Panel title={t('order.holds')} note={note} testId="holds">
      <ul className={styles['holds']}>
        {[...standing, ...released].map((hold) => (
          <HoldRow key={`${hold.kind} ${hold.placedAt}`} hold={hold} order={detail.order} />
        ))}
      </ul>
    </Panel>
  )
}

function HoldRow({ hold, order }: { hold: Hold; order: OrderDetail['order'] }) {
  const words = useWords()
  const now = useNow()
  const { t, language, word, actor } = words
  const age = ageSeconds(hold.placedAt, now)
  const stands = hold.releasedAt === null
  const freshness = stageFreshness(hold.kind === 'out_of_stock' ? 'waiting_stock' : 'held', age)
  return (
    <li className={cx(stands && styles['stands'])} data-testid="hold" data-kind={hold.kind} data-stands={stands}>
      <p className={styles['head']}>
        <strong>{word('hold', hold.kind)}</strong>
        <span className={cx(stands && styles[freshness])}>
          {hold.releasedAt === null
            ? t('order.holdStands', { age: formatAge(t, age) })
            : t('order.holdReleased', {
                who: actor(hold.releasedBy ?? 'system'),
                time: formatTime(hold.releasedAt, language, serverNow()),
              })}
        </span>
      </p>
      <p>{reasonText(hold.reason, { words, currency: order.currency, now })}</p>
      {stands && (
        <div className={styles['foot']}>
          <p className={styles['next']}>{word('holdNext', hold.kind)}</p>
          <Release hold={hold} number={order.number} />
        </div>
      )}
    </li>
  )
}

function Release({ hold, number }: { hold: Hold; number: string }) {
  const { t } = useWords()
  const { role } = useSignedIn()
  const [isAsked, setAsked] = useState(false)
  const kind = hold.kind as HoldKind
  const whyNot = whyNotRelease(role, kind)
  return (
    <>
      <ReasonButton
        size="small"
        reason={whyNot === null ? null : t(`whyNot.${whyNot}`)}
        onClick={() => setAsked(true)}
        data-testid="release-hold"
      >
        {t('act.release')}
      </ReasonButton>
      {isAsked && (
        <OrderActionDialog
          asked={{ action: 'release_hold', holds: [kind] }}
          numbers={[number]}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  )
}
