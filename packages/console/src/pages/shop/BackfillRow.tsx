import { Progress } from 'antd'
import { useState } from 'react'
import type { BackfillView, FailureReason, ShopView } from '@tidegate/contract'
import { useStopBackfill } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { backfillPercent } from './backfill-percent.ts'
import styles from './read-again.module.css'

const TONES = { running: 'blue', done: 'good', stopped: 'quiet' } as const

interface Props {
  shop: ShopView
  backfill: BackfillView
  mayStop: boolean
  /** Why backfills fail just now. */
  trouble: FailureReason | null
}

export function BackfillRow({ shop, backfill, mayStop, trouble }: Props) {
  const { t, word, actor, language } = useWords()
  const [isStopping, setStopping] = useState(false)
  const { state, orders, from, to, askedBy, lastError } = backfill
  const percent = backfillPercent(backfill)
  return (
    <li data-testid="backfill-row" data-state={state}>
      <div className={styles['line']}>
        <Tag tone={TONES[state]}>{word('backfillState', state)}</Tag>
        <span>
          <TimeText at={from} ago={false} /> – <TimeText at={to} ago={false} />
        </span>
        <span className={styles['soft']}>
          {t('shop.readSoFar', { n: formatCount(orders, language) })} · {actor(askedBy)}
        </span>
        {state === 'running' && (
          <ReasonButton
            size="small"
            reason={mayStop ? null : t('channels.mayNotBackfill')}
            onClick={() => setStopping(true)}
            data-testid="backfill-stop"
          >
            {t('shop.stop')}
          </ReasonButton>
        )}
      </div>
      {state === 'running' && <Progress percent={percent} size="small" />}
      {state === 'running' && lastError !== null && (
        <details className={styles['trouble']}>
          <summary>{word('failureReason', trouble ?? 'retry')}</summary>
          <code>{lastError}</code>
        </details>
      )}
      {isStopping && <StopDialog shop={shop} id={backfill.id} onClose={() => setStopping(false)} />}
    </li>
  )
}

function StopDialog({ shop, id, onClose }: { shop: ShopView; id: string; onClose: () => void }) {
  const { t } = useWords()
  const stop = useStopBackfill(shop)
  return (
    <ConfirmDialog
      title={t('shop.stopTitle')}
      text={t('shop.stopText')}
      confirm={t('shop.stop')}
      isDangerous
      isBusy={stop.isPending}
      error={stop.error === null ? null : problemText(t, stop.error)}
      onConfirm={() => stop.mutate(id, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
