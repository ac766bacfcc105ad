import { Suspense, lazy } from 'react'
import type { Overview } from '@tidegate/contract'
import { formatCount, formatMinute } from '../../ui/format.ts'
import { useWords } from '../../ui/use-words.ts'
import { rateFigures } from './rate-figures.ts'
import styles from './rate-panel.module.css'

const RateChart = lazy(async () => ({ default: (await import('./RateChart.tsx')).RateChart }))

export function RatePanel({ overview }: { overview: Overview | undefined }) {
  const { t, language } = useWords()
  const figures = rateFigures(overview?.perMinute ?? [])
  const count = (value: number) => (overview === undefined ? '–' : formatCount(value, language))
  const minute = figures.minute === null ? '' : formatMinute(figures.minute, language)
  return (
    <section className={styles['panel']} aria-label={t('overview.rate')} data-testid="rate">
      <div className={styles['figures']}>
        <h2>{t('overview.rate')}</h2>
        <p className={styles['current']} data-testid="rate-current">
          {count(figures.current)}
          <span>{t('overview.rateUnit')}</span>
        </p>
        <p className={styles['when']}>
          {minute === ''
            ? '\u00a0'
            : t(figures.isFull ? 'overview.rateLastMinute' : 'overview.rateThisMinute', { minute })}
        </p>
        <dl>
          <div>
            <dt>{t('overview.mean')}</dt>
            <dd>{count(figures.mean)}</dd>
          </div>
          <div>
            <dt>
              {t('overview.peak')}
              {figures.peakMinute !== null && <small>{formatMinute(figures.peakMinute, language)}</small>}
            </dt>
            <dd>{count(figures.peak)}</dd>
          </div>
          <div>
            <dt>{t('overview.total')}</dt>
            <dd data-testid="orders-total">{count(overview?.ordersTotal ?? 0)}</dd>
          </div>
        </dl>
      </div>
      <div className={styles['chart']}>
        <p className={styles['legend']} aria-hidden="true">
          <span className={styles['received']}>{t('overview.received')}</span>
          <span className={styles['allocated']}>{t('overview.allocated')}</span>
        </p>
        <figure
          className={styles['canvas']}
          aria-label={t('overview.chart', { mean: count(figures.mean), peak: count(figures.peak) })}
        >
          <Suspense>{overview !== undefined && <RateChart perMinute={overview.perMinute} />}</Suspense>
        </figure>
      </div>
    </section>
  )
}
