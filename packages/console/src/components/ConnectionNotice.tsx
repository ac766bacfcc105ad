import { useConnection } from '../api/connection.ts'
import { cx } from '../ui/cx.ts'
import { formatTime } from '../ui/format.ts'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/use-words.ts'
import styles from './connection-notice.module.css'

export function ConnectionState() {
  const { t } = useWords()
  const { reachable } = useConnection()
  return (
    <span
      className={cx(styles['state'], !reachable && styles['lost'])}
      data-testid="connection"
      data-state={reachable ? 'live' : 'lost'}
    >
      <i />
      <span>{t(reachable ? 'connection.live' : 'connection.lost')}</span>
    </span>
  )
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
