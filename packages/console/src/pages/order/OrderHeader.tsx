import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { OrderDetail } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatMoney } from '../../ui/format.ts'
import { StageTag } from '../../ui/StageTag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { OrderActions } from './OrderActions.tsx'
import styles from './order-header.module.css'

export function OrderHeader({ detail }: { detail: OrderDetail }) {
  const { t, language, word } = useWords()
  const { order, freightFen } = detail
  const money = (fen: number) => formatMoney(fen, order.currency, language)
  return (
    <header className={styles['header']}>
      <nav>
        <Link to={paths.orders()}>← {t('order.back')}</Link>
      </nav>
      <div className={styles['title']}>
        <h1 data-testid="order-number">{order.number}</h1>
        <CopyButton text={order.number} label={t('order.copyNumber')} />
        <StageTag stage={order.stage} large />
        <p data-testid="stage-next">{t(`stageNext.${order.stage}`)}</p>
        <OrderActions order={order} />
      </div>
      <dl className={styles['facts']}>
        <Fact name={t('order.amount')} strong>
          {money(order.payableFen)}
          {freightFen > 0 && <small>{t('order.freight', { amount: money(freightFen) })}</small>}
        </Fact>
        <Fact name={t('order.payment')} strong>
          {word('payment', order.payment)}
        </Fact>
        <Fact name={t('order.placed')}>
          <TimeText at={order.placedAt} />
        </Fact>
        <Fact name={t('order.region')}>
          {[order.province, detail.city].filter((part) => part !== '').join(' ') || t('overview.noProvince')}
        </Fact>
        <Fact name={t('order.channel')}>
          {word('channel', order.channel)} <small>{order.shop}</small>
        </Fact>
        <Fact name={t('order.platformId')} wide>
          {order.platformOrderId}
          <CopyButton text={order.platformOrderId} label={t('order.copyPlatformId')} />
        </Fact>
        <Fact name={t('order.platformState')}>{word('platformState', order.platformState)}</Fact>
        <Fact name={t('order.queue')}>{word('queue', detail.queue)}</Fact>
      </dl>
    </header>
  )
}

interface FactProps {
  name: string
  strong?: boolean
  /** Too long for half a phone. */
  wide?: boolean
  children: ReactNode
}

function Fact({ name, strong, wide, children }: FactProps) {
  return (
    <div className={wide ? styles['wide'] : undefined}>
      <dt>{name}</dt>
      <dd className={strong ? styles['strong'] : undefined}>{children}</dd>
    </div>
  )
}
