import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { QuarantineEntry } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatCount } from '../../ui/format.ts'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { entranceText } from '../quarantine/entrance-text.ts'
import { faultText } from '../quarantine/fault-text.ts'
import { Decide } from './Decide.tsx'
import styles from './entry-header.module.css'

export function EntryHeader({ entry }: { entry: QuarantineEntry }) {
  const words = useWords()
  const { t, language, word, actor } = words
  const { order, end, code } = entry
  const next = word('quarantineNext', code)
  const times = (n: number) => t('quarantine.times', { n: formatCount(n, language) })
  return (
    <header className={styles['header']}>
      <nav>
        <Link to={paths.quarantine()}>← {t('quarantine.back')}</Link>
      </nav>
      <div className={styles['title']}>
        <h1>{order?.platformOrderId ?? t('quarantine.noKey')}</h1>
        {order !== null && <CopyButton text={order.platformOrderId} label={t('order.copyPlatformId')} />}
        <span className={end === null ? styles['waits'] : styles['ended']} data-testid="quarantine-state">
          {end === null ? word('quarantineCode', code) : word('quarantineEnd', end.as)}
        </span>
        <Decide entry={entry} />
      </div>
      <p className={styles['reason']} data-testid="quarantine-fault">
        {faultText(words, entry.reason)}
      </p>
      {end === null && next !== code && <p className={styles['next']}>{next}</p>}
      <dl className={styles['facts']}>
        <Fact name={t('quarantine.from')}>{entranceText(entry.source, words)}</Fact>
        <Fact name={t('quarantine.seen')}>{times(entry.seen)}</Fact>
        <Fact name={t('quarantine.attempts')}>{times(entry.attempts)}</Fact>
        <Fact name={t('quarantine.first')}>
          <TimeText at={entry.firstAt} />
        </Fact>
        <Fact name={t('quarantine.last')}>
          <TimeText at={entry.lastAt} />
        </Fact>
        {end !== null && (
          <Fact name={word('quarantineEnd', end.as)}>
            <TimeText at={end.at} /> {actor(end.by)}
          </Fact>
        )}
        {entry.orderNumbers.map((number) => (
          <Fact key={number} name={t('orders.number')}>
            <Link to={paths.order(number)} data-testid="replayed-order">
              {number}
            </Link>
          </Fact>
        ))}
      </dl>
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
