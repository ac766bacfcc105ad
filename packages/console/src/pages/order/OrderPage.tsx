import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import type { OrderDetail } from '@tidegate/contract'
import { isProblem, problemText } from '../../api/problem-text.ts'
import { useOrder } from '../../api/queries.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Destination } from './Destination.tsx'
import { Explanation } from './Explanation.tsx'
import { Holds } from './Holds.tsx'
import styles from './order.module.css'
import { OrderHeader } from './OrderHeader.tsx'
import { OrderLines } from './OrderLines.tsx'
import { Payment } from './Payment.tsx'
import { Timeline } from './Timeline.tsx'

export function OrderPage() {
  const { number = '' } = useParams()
  const { t } = useWords()
  const { data: detail, error, refetch, isFetching } = useOrder(number)
  return (
    <>
      <title>{`${t('order.title', { number })} · ${t('brand.name')} ${t('brand.latin')}`}</title>
      {detail !== undefined && <OrderBody detail={detail} />}
      {detail === undefined && error === null && <PageLoading />}
      {detail === undefined && error !== null && isProblem(error, 'not_found') && (
        <Notice title={t('order.missing')} text={t('order.missingHint', { number })} testId="order-missing">
          <Link to={paths.orders()}>{t('order.back')}</Link>
        </Notice>
      )}
      {detail === undefined && error !== null && !isProblem(error, 'not_found') && (
        <Notice title={t('order.failed')} text={problemText(t, error)} testId="order-failed">
          <Button loading={isFetching} onClick={() => void refetch()}>
            {t('signIn.retry')}
          </Button>
        </Notice>
      )}
    </>
  )
}

function OrderBody({ detail }: { detail: OrderDetail }) {
  return (
    <div className={styles['page']} data-testid="order">
      <OrderHeader detail={detail} />
      <div className={styles['columns']}>
        <div className={styles['goods']}>
          <Holds detail={detail} />
          <OrderLines detail={detail} />
          <Payment detail={detail} />
        </div>
        <div className={styles['route']}>
          <Destination detail={detail} />
          <Explanation detail={detail} />
        </div>
        <div className={styles['past']}>
          <Timeline detail={detail} />
        </div>
      </div>
    </div>
  )
}
