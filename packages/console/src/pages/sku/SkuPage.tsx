import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { SkuStock } from '@tidegate/contract'
import { isProblem, problemText } from '../../api/problem-text.ts'
import { useSkuStock } from '../../api/stock.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Allocations, Reservations, WaitingOrders } from './Claims.tsx'
import { Levels } from './Levels.tsx'
import { Movements } from './Movements.tsx'
import { Pool } from './Pool.tsx'
import { Published } from './Published.tsx'
import styles from './sku.module.css'
import { StockFactDialog } from './StockFactDialog.tsx'
import type { FactKind } from './stock-fact.ts'
import { useMayChangeStock } from './use-may-change-stock.ts'

export function SkuPage() {
  const { sku = '' } = useParams()
  const { t } = useWords()
  const { data: stock, error } = useSkuStock(sku)
  if (stock !== undefined) return <Sku key={sku} stock={stock} />
  if (error === null) return <PageLoading />
  return (
    <Notice title={isProblem(error, 'not_found') ? t('stock.unknown') : problemText(t, error)} testId="sku-missing">
      <Link to={paths.stock()}>{t('stock.back')}</Link>
    </Notice>
  )
}

function Sku({ stock }: { stock: SkuStock }) {
  const { sku, name } = stock
  return (
    <Page title={sku} note={name} actions={<Changes stock={stock} />} testId="sku">
      <div className={styles['columns']}>
        <div className={styles['goods']}>
          <Pool stock={stock} />
          <Levels stock={stock} />
          <Movements sku={sku} />
        </div>
        <div className={styles['claims']}>
          <WaitingOrders stock={stock} />
          <Reservations stock={stock} />
          <Allocations stock={stock} />
          <Published sku={sku} />
        </div>
      </div>
    </Page>
  )
}

function Changes({ stock }: { stock: SkuStock }) {
  const { t } = useWords()
  const mayChange = useMayChangeStock()
  const [asking, setAsking] = useState<FactKind | null>(null)
  const reason = mayChange ? null : t('stock.mayNot')
  return (
    <>
      <ReasonButton reason={reason} onClick={() => setAsking('adjustment')} data-testid="adjust-stock">
        {t('stock.adjust')}
      </ReasonButton>
      <ReasonButton type="primary" reason={reason} onClick={() => setAsking('receipt')} data-testid="receive-stock">
        {t('stock.receive')}
      </ReasonButton>
      {asking !== null && <StockFactDialog kind={asking} stock={stock} onClose={() => setAsking(null)} />}
    </>
  )
}
