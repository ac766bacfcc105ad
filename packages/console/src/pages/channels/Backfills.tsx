import { Progress, Segmented } from 'antd'
import { useState } from 'react'
import type { BackfillView, Role, ShopView } from '@tidegate/contract'
import { useAskBackfill, useBackfills } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/queries.ts'
import { serverNow } from '../../api/server-clock.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './channels.module.css'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
/** Of what is asked for most, the shortest first. */
const SPANS_HOURS = [6, DAY_HOURS, 7 * DAY_HOURS, 30 * DAY_HOURS]
/** The server decides the same for itself. */
const MAY_ASK: readonly Role[] = ['owner', 'operations', 'service']

/** Reads a stretch of the past again, and how the newest reading goes. */
export function Backfills({ shop }: { shop: ShopView }) {
  const { t } = useWords()
  const { data: session } = useSession()
  const { data } = useBackfills(shop)
  const [isAsking, setAsking] = useState(false)
  const mayNot = session === undefined || session === null || !MAY_ASK.includes(session.role)
  const newest = data?.backfills[0]
  const reason = () => {
    if (mayNot) return t('channels.mayNotBackfill')
    return shop.connected ? null : t('channels.notConnected')
  }
  return (
    <div className={styles['backfill']}>
      <ReasonButton size="small" reason={reason()} onClick={() => setAsking(true)} data-testid="backfill">
        {t('channels.backfill')}
      </ReasonButton>
      {newest !== undefined && <Newest backfill={newest} />}
      {isAsking && <BackfillDialog shop={shop} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Newest({ backfill: { state, orders, from, to, position, lastError } }: { backfill: BackfillView }) {
  const { t, language } = useWords()
  const [start, end, at] = [Date.parse(from), Date.parse(to), Date.parse(position)]
  const percent = Math.floor(Math.min(1, Math.max(0, (at - start) / Math.max(1, end - start))) * 100)
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

function BackfillDialog({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const ask = useAskBackfill(shop)
  const [hours, setHours] = useState(DAY_HOURS)
  const begin = () => {
    const to = serverNow()
    const range = { from: new Date(to - hours * HOUR_MS).toISOString(), to: new Date(to).toISOString() }
    ask.mutate(range, {
      onSuccess: () => {
        onClose()
        toast.done(t('channels.backfillStarted'))
      },
    })
  }
  return (
    <ConfirmDialog
      title={t('channels.backfillTitle', { shop: shop.name })}
      text={t('channels.backfillText')}
      confirm={t('channels.backfill')}
      isBusy={ask.isPending}
      error={ask.error === null ? null : problemText(t, ask.error)}
      onConfirm={begin}
      onClose={onClose}
    >
      <Segmented
        value={hours}
        options={SPANS_HOURS.map((span) => ({
          value: span,
          label: span <= DAY_HOURS ? t('channels.hours', { n: span }) : t('channels.days', { n: span / DAY_HOURS }),
        }))}
        onChange={setHours}
      />
    </ConfirmDialog>
  )
}
