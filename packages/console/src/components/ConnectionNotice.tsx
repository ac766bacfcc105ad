import { useConnection } from '../api/connection.ts'
import type { PushState } from '../api/push-socket.ts'
import { usePushState } from '../api/use-push.ts'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format.ts'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/use-words.ts'
import styles from './connection-notice.module.css'

/** `live`: changes come by themselves. `reconnecting`: the page asks instead. `stale`: what it shows may be old. */
type State = 'live' | 'reconnecting' | 'stale'

export function ConnectionState() {
  const { t } = useWords()
  const { reachable } = useConnection()
  const state = stateOf(reachable, usePushState())
  return (
    <span
      className={cx(styles['state'], state !== 'live' && styles[state])}
      title={t(`connection.${state}Hint`)}
      data-testid="connection"
      data-state={state}
    >
      <i />
      <span>{t(`connection.${state}`)}</span>
    </span>
  )
}

function stateOf(reachable: boolean, push: PushState): State {
  if (!reachable || push === 'behind') return 'stale'
  // Where nothing is pushed, the page asks and is as live as it can be.
  return push === 'reconnecting' ? 'reconnecting' : 'live'
}

/** Says how old the page is while nobody answers. The page itself stays as it was. */
export function ConnectionNotice() {
  const { t, language } = useWords()
  const { reachable, lastAnswerAt } = useConnection()
  const now = useNow()
  const since = lastAnswerAt === null ? null : new Date(lastAnswerAt).toISOString()
  return (
    <output className={styles['live']}>
      {!reachable && (
        <p className={styles['notice']} data-testid="connection-notice">
          {since === null ? t('connection.first') : t('connection.notice', { time: formatTime(since, language, now) })}
        </p>
      )}
    </output>
  )
}
