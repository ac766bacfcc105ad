import type { System } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './concerns.module.css'

/** One look says whether to go on reading. */
export function Concerns({ concerns, parts }: Pick<System, 'concerns' | 'parts'>) {
  const { t, word } = useWords()
  const isWell = concerns.length === 0
  return (
    <section
      className={cx(styles['health'], isWell ? styles['well'] : styles['unwell'])}
      role={isWell ? 'status' : 'alert'}
      data-testid="health"
    >
      <h2>{isWell ? t('system.well') : t('system.concerns', { n: concerns.length })}</h2>
      {isWell && <p>{t('system.wellHint')}</p>}
      <ul className={styles['concerns']}>
        {concerns.map(({ concern, subject }) => (
          <li key={`${concern} ${subject ?? ''}`}>
            {subject !== null && <strong>{subject}</strong>}
            {word('systemConcern', concern)}
          </li>
        ))}
      </ul>
      <ul className={styles['parts']} aria-label={t('system.parts')}>
        {parts.map(({ part, ready }) => (
          <li key={part} className={cx(!ready && styles['unready'])}>
            {word('systemPart', part)}
            <span>{t(ready ? 'system.ready' : 'system.notReady')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
