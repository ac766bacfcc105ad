import { useState } from 'react'
import type { Role, ShopView } from '@tidegate/contract'
import { useBackfills } from '../../api/channels.ts'
import { useSession } from '../../api/queries.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { BackfillDialog } from './BackfillDialog.tsx'
import { BackfillRow } from './BackfillRow.tsx'
import { FetchDialog } from './FetchDialog.tsx'
import styles from './read-again.module.css'

/** The server decides the same for itself. */
const MAY_ASK: readonly Role[] = ['owner', 'operations', 'service']

/** Reads orders of the past again: a stretch of time, or these ids; and how the newest readings go. */
export function ReadAgain({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const { data: session } = useSession()
  const { data } = useBackfills(shop)
  const [asking, setAsking] = useState<'range' | 'ids' | null>(null)
  const mayAsk = session !== undefined && session !== null && MAY_ASK.includes(session.role)
  const notYet = shop.connected ? null : t('channels.notConnected')
  const reason = mayAsk ? notYet : t('channels.mayNotBackfill')
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
