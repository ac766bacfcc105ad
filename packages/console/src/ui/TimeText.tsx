import { formatAgo, formatFullTime, formatTime } from './format.ts'
import styles from './time-text.module.css'
import { useNow } from './use-now.ts'
import { useWords } from './use-words.ts'

/** A moment in the viewer's zone, with how long ago that is. */
export function TimeText({ at, ago = true }: { at: string; ago?: boolean }) {
  const { t, language } = useWords()
  const now = useNow()
  return (
    <time dateTime={at} title={formatFullTime(at, language)} className={styles['time']}>
      {formatTime(at, language, now)}
      {ago && <span className={styles['ago']}>{formatAgo(t, at, now)}</span>}
    </time>
  )
}
