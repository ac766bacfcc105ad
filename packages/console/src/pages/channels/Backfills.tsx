import { Progress } from 'antd'
import { useState } from 'react'
import type { BackfillView, ShopView } from '@tidegate/contract'
import { useBackfills } from '../../api/channels.ts'
import { formatCount } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { backfillPercent } from '../shop/backfill-percent.ts'
import { BackfillDialog } from '../shop/BackfillDialog.tsx'
import { useBackfillBar } from '../shop/use-backfill-bar.ts'
import styles from './channels.module.css'

/** Reads a stretch of the past again, and how the newest reading goes. */
export function Backfills({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const { data } = useBackfills(shop)
  const [isAsking, setAsking] = useState(false)
  const newest = data?.backfills[0]
  const { reason } = useBackfillBar(shop)
  return (
    <div className={styles['backfill']}>
      <ReasonButton size="small" reason={reason} onClick={() => setAsking(true)} data-testid="backfill">
        {t('channels.backfill')}
      </ReasonButton>
      {newest !== undefined && <Newest backfill={newest} />}
      {isAsking && <BackfillDialog shop={shop} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Newest({ backfill }: { backfill: BackfillView }) {
  const { t, language } = useWords()
  const { state, orders, lastError } = backfill
  const percent = backfillPercent(backfill)
  const n = formatCount(orders, language)
  return (
    <output className={styles['progress']} data-testid="backfill-progress" data-state={state}>
      {state === 'running' && (
        <>
          <Progress percent={percent} size="small" showInfo={false} />
          {t('channels.progress', { n, percent })}
        </>
      )}
      {state === 'done' && t('channels.backfillDone', { n })}
      {state === 'stopped' && t('channels.backfillStopped', { n })}
      {lastError !== null && <small className={styles['bad']}>{lastError}</small>}
    </output>
  )
}
