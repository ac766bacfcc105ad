import { useState } from 'react'
import type { ShopView } from '@tidegate/contract'
import { useBackfills } from '../../api/channels.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { BackfillDialog } from './BackfillDialog.tsx'
import { BackfillRow } from './BackfillRow.tsx'
import { FetchDialog } from './FetchDialog.tsx'
import styles from './read-again.module.css'
import { useBackfillBar } from './use-backfill-bar.ts'

/** Reads orders of the past again: a stretch of time, or these ids; and how the newest readings go. */
export function ReadAgain({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const { data } = useBackfills(shop)
  const [asking, setAsking] = useState<'range' | 'ids' | null>(null)
  const { mayAsk, reason } = useBackfillBar(shop)
  const trouble = shop.links.find(({ name }) => name === 'backfill')?.reason ?? null
  return (
    <Panel title={t('shop.readAgain')} note={t('shop.readAgainNote')} testId="shop-backfills">
      <div className={styles['buttons']}>
        <ReasonButton reason={reason} onClick={() => setAsking('range')} data-testid="backfill-range">
          {t('shop.byTime')}
        </ReasonButton>
        <ReasonButton reason={reason} onClick={() => setAsking('ids')} data-testid="backfill-ids">
          {t('shop.byIds')}
        </ReasonButton>
      </div>
      {data?.backfills.length === 0 && <p className={styles['none']}>{t('shop.noBackfills')}</p>}
      <ul className={styles['rows']}>
        {data?.backfills.map((backfill) => (
          <BackfillRow key={backfill.id} shop={shop} backfill={backfill} mayStop={mayAsk} trouble={trouble} />
        ))}
      </ul>
      {asking === 'range' && <BackfillDialog shop={shop} onClose={() => setAsking(null)} />}
      {asking === 'ids' && <FetchDialog shop={shop} onClose={() => setAsking(null)} />}
    </Panel>
  )
}
