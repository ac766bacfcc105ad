import { useId, useState } from 'react'
import type { Role, ShopView } from '@tidegate/contract'
import { useSwitchPromotionNight } from '../../api/channels.ts'
import { problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/queries.ts'
import { serverNow } from '../../api/server-clock.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useWords } from '../../ui/use-words.ts'
import { fromLocalMinute, toLocalMinute } from './local-minute.ts'
import styles from './promotion-night.module.css'

const HOUR_MS = 3_600_000
/** A promotion's first night and the day after it. */
const USUAL_HOURS = 24
/** The server decides the same for itself. */
const MAY_SWITCH: readonly Role[] = ['owner', 'operations']

/** Promotion night of all shops at once, beside the page's title. */
export function PromotionNight({ shops }: { shops: readonly ShopView[] }) {
  const { t } = useWords()
  const { data: session } = useSession()
  const [asking, setAsking] = useState<'on' | 'off' | null>(null)
  const connected = shops.filter((shop) => shop.connected)
  const on = connected.filter((shop) => shop.switches.promotion).length
  const mayNot = session === undefined || session === null || !MAY_SWITCH.includes(session.role)
  const reason = mayNot ? t('channels.mayNot') : null
  return (
    <>
      {connected.length > 0 && (
        <ReasonButton reason={reason} onClick={() => setAsking('on')} data-testid="promotion-all-on">
          {t(on < connected.length ? 'channels.promotionAllOn' : 'channels.promotionEnd')}
        </ReasonButton>
      )}
      {on > 0 && (
        <ReasonButton reason={reason} onClick={() => setAsking('off')} data-testid="promotion-all-off">
          {t('channels.promotionAllOff')}
        </ReasonButton>
      )}
      {asking === 'on' && <BeginDialog onClose={() => setAsking(null)} />}
      {asking === 'off' && <EndDialog onClose={() => setAsking(null)} />}
    </>
  )
}

function BeginDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const id = useId()
  const change = useSwitchPromotionNight()
  const [typed, setTyped] = useState(() => toLocalMinute(serverNow() + USUAL_HOURS * HOUR_MS))
  const until = fromLocalMinute(typed)
  return (
    <ConfirmDialog
      title={t('channels.promotionAllOn')}
      text={t('channels.promotionOnText')}
      confirm={t('channels.switchOn')}
      isAnswered={typed === '' || (until !== null && Date.parse(until) > serverNow())}
      isBusy={change.isPending}
      error={change.error === null ? null : problemText(t, change.error)}
      onConfirm={() => change.mutate({ on: true, until }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <div className={styles['until']}>
        <label htmlFor={id}>{t('channels.promotionUntil')}</label>
        <input
          id={id}
          type="datetime-local"
          value={typed}
          min={toLocalMinute(serverNow())}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="promotion-until"
        />
        <small>{t('channels.promotionUntilHint')}</small>
      </div>
    </ConfirmDialog>
  )
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const change = useSwitchPromotionNight()
  return (
    <ConfirmDialog
      title={t('channels.promotionAllOff')}
      text={t('shopSwitchAsk.promotionOff')}
      confirm={t('channels.switchOff')}
      isDangerous
      isBusy={change.isPending}
      error={change.error === null ? null : problemText(t, change.error)}
      onConfirm={() => change.mutate({ on: false }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
