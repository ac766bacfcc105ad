import type { OrderDetail } from '@tidegate/contract'
import { formatMoney } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './payment.module.css'

export function Payment({ detail }: { detail: OrderDetail }) {
  const { t, language, word } = useWords()
  const money = (fen: number) => formatMoney(fen, detail.order.currency, language)
  return (
    <Panel title={t('order.legs')} testId="payment">
      {detail.legs.length === 0 && <p className={styles['empty']}>{t('order.legsEmpty')}</p>}
      <ul className={styles['legs']}>
        {detail.legs.map((leg) => (
          <li key={leg.leg}>
            <strong>{word('leg', leg.leg)}</strong>
            <span>
              {t('order.legDue')} {money(leg.payableFen)}
            </span>
            <span className={leg.paidFen > 0 ? styles['paid'] : undefined}>
              {leg.paidFen > 0 ? `${t('order.legPaid')} ${money(leg.paidFen)}` : t('order.legPending')}
            </span>
            {leg.refundedFen > 0 && (
              <span className={styles['refunded']}>
                {t('order.legRefunded')} {money(leg.refundedFen)}
              </span>
            )}
            {leg.paidAt !== null && (
              <span className={styles['at']}>
                <TimeText at={leg.paidAt} ago={false} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
