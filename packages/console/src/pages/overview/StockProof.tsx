import { Link } from 'react-router'
import type { Overview } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './stock-proof.module.css'

export function StockProof({ overview }: { overview: Overview | undefined }) {
  const { t, language } = useWords()
  const count = (value: number | undefined) => (value === undefined ? '–' : formatCount(value, language))
  const broken = (overview?.stock.oversoldUnits ?? 0) > 0
  const short = overview?.stock.shortUnits ?? 0
  const quarantined = overview?.quarantined ?? 0
  return (
    <Panel title={t('overview.stock')} note={`${t('overview.skus')} ${count(overview?.stock.skus)}`} testId="stock">
      <div className={cx(styles['proof'], broken && styles['broken'])} role={broken ? 'alert' : undefined}>
        <strong data-testid="oversold-units">{count(overview?.stock.oversoldUnits)}</strong>
        <div>
          <h3>
            {t('overview.oversold')}
            {!broken && overview !== undefined && <Check />}
          </h3>
          <p>{t(broken ? 'overview.oversoldBroken' : 'overview.oversoldZero')}</p>
        </div>
      </div>
      <dl className={styles['rest']}>
        <div className={cx(short > 0 && styles['some'])}>
          <dt>{t('overview.short')}</dt>
          <dd data-testid="short-units">{count(overview?.stock.shortUnits)}</dd>
          <p>{t('overview.shortHint')}</p>
        </div>
        <div className={cx(quarantined > 0 && styles['some'])}>
          <dt>{t('overview.quarantined')}</dt>
          <dd>
            <Link to={paths.quarantine()} data-testid="quarantined">
              {count(overview?.quarantined)}
            </Link>
          </dd>
          <p>{t(quarantined > 0 ? 'overview.quarantinedSome' : 'overview.quarantinedNone')}</p>
        </div>
      </dl>
    </Panel>
  )
}

function Check() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="8" fill="currentColor" />
      <path
        d="m4.6 8.2 2.3 2.3 4.4-4.7"
        fill="none"
        stroke="var(--panel)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
