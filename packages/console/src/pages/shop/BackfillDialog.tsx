import { Segmented } from 'antd'
import { BACKFILL_DAYS_MAX } from '@tidegate/contract'
import type { ShopView } from '@tidegate/contract'
import { useId, useState } from 'react'
import { useAskBackfill } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { serverNow } from '../../api/server-clock.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { fromLocalMinute, toLocalMinute } from '../channels/local-minute.ts'
import styles from './read-again.module.css'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24
const DAY_MS = DAY_HOURS * HOUR_MS
/** Of what is asked for most, the shortest first; 0 for a stretch of one's own. */
const SPANS_HOURS = [6, DAY_HOURS, 7 * DAY_HOURS, 30 * DAY_HOURS, 0]

/** A stretch of time to read again: the last hours or days, or any two times. */
export function BackfillDialog({ shop, onClose }: { shop: ShopView; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const id = useId()
  const ask = useAskBackfill(shop)
  const [hours, setHours] = useState(DAY_HOURS)
  const [from, setFrom] = useState(() => toLocalMinute(serverNow() - DAY_MS))
  const [to, setTo] = useState(() => toLocalMinute(serverNow()))
  const range = () => {
    const now = serverNow()
    if (hours > 0) return { from: new Date(now - hours * HOUR_MS).toISOString(), to: new Date(now).toISOString() }
    const [first, last] = [fromLocalMinute(from), fromLocalMinute(to)]
    return first === null || last === null ? null : { from: first, to: last }
  }
  const chosen = range()
  const spanMs = chosen === null ? Number.NaN : Date.parse(chosen.to) - Date.parse(chosen.from)
  const tooLong = spanMs > BACKFILL_DAYS_MAX * DAY_MS ? 'shop.rangeTooLong' : null
  const fault = spanMs > 0 ? tooLong : 'shop.rangeReversed'
  const begin = () => {
    const wish = range()
    if (wish === null) return
    ask.mutate(wish, {
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
      isAnswered={fault === null}
      isBusy={ask.isPending}
      error={ask.error === null ? null : problemText(t, ask.error)}
      onConfirm={begin}
      onClose={onClose}
    >
      <div className={styles['asking']}>
        <Segmented
          value={hours}
          options={SPANS_HOURS.map((span) => ({ value: span, label: spanWord(span) }))}
          onChange={setHours}
          data-testid="backfill-span"
        />
        {hours === 0 && (
          <div className={styles['range']}>
            <label htmlFor={`${id}-from`}>{t('shop.from')}</label>
            <label htmlFor={`${id}-to`}>{t('shop.to')}</label>
            <input
              id={`${id}-from`}
              type="datetime-local"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              data-testid="backfill-from"
            />
            <input
              id={`${id}-to`}
              type="datetime-local"
              value={to}
              onChange={(event) => setTo(event.target.value)}
              data-testid="backfill-to"
            />
          </div>
        )}
        <small className={fault === null ? undefined : styles['bad']} data-testid="backfill-fault">
          {t(fault ?? 'shop.rangeHint', { days: BACKFILL_DAYS_MAX })}
        </small>
      </div>
    </ConfirmDialog>
  )

  function spanWord(span: number): string {
    if (span === 0) return t('shop.ownRange')
    return span <= DAY_HOURS ? t('channels.hours', { n: span }) : t('channels.days', { n: span / DAY_HOURS })
  }
}
