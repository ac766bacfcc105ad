import { useTranslation } from 'react-i18next'
import { useOverview } from '../../api/queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { Notice } from '../../ui/Notice.tsx'
import { NewestOrders } from './NewestOrders.tsx'
import styles from './overview.module.css'
import { Pipeline } from './Pipeline.tsx'
import { RatePanel } from './RatePanel.tsx'
import { ShopLags } from './ShopLags.tsx'
import { StockProof } from './StockProof.tsx'

export function OverviewPage() {
  const { t } = useTranslation()
  const { data: overview, error } = useOverview()
  // Once there is data it stays, and the shell says how old it is.
  if (overview === undefined && error !== null) return <Notice title={problemText(t, error)} />
  return (
    <div className={styles['page']} data-testid="overview">
      <title>{`${t('overview.title')} · ${t('brand.name')} ${t('brand.latin')}`}</title>
      <h1 className={styles['hidden']}>{t('overview.title')}</h1>
      <RatePanel overview={overview} />
      <Pipeline stages={overview?.pipeline} />
      <div className={styles['lower']}>
        <NewestOrders />
        <div className={styles['side']}>
          <StockProof overview={overview} />
          <ShopLags shops={overview?.shops} />
        </div>
      </div>
    </div>
  )
}
