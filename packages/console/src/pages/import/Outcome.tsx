import { Progress } from 'antd'
import type { Import } from '@tidegate/contract'
import { Link } from 'react-router'
import { isUnderWay, reportHref, toldRows } from '../../api/imports.ts'
import { paths } from '../../paths.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './outcome.module.css'

const COUNTS = ['imported', 'unchanged', 'quarantined', 'refused'] as const

/** How far it is, and its rows by what became of them. */
export function Outcome({ shown }: { shown: Import }) {
  const { t, language, word } = useWords()
  const { rowsTotal, rowsChecked, failure, fileName, quarantined, imported } = shown
  const told = toldRows(shown)
  const percent = rowsTotal === null || rowsTotal === 0 ? 0 : Math.floor((told / rowsTotal) * 100)
  return (
    <Panel title={t('imports.outcome')} testId="import-outcome">
      {isUnderWay(shown) && (
        <div className={styles['progress']}>
          <Progress percent={shown.state === 'recording' ? percent : 0} status="active" />
          <span>{t('imports.rowsRead', { n: formatCount(rowsChecked, language) })}</span>
        </div>
      )}
      <dl className={styles['counts']}>
        {COUNTS.filter((name) => name !== 'refused' || shown.refused > 0).map((name) => (
          <div key={name} data-outcome={name}>
            <dt>{word('rowOutcome', name)}</dt>
            <dd data-testid={`count-${name}`}>{formatCount(shown[name], language)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('imports.rows')}</dt>
          <dd>{rowsTotal === null ? '–' : formatCount(rowsTotal, language)}</dd>
        </div>
      </dl>
      {failure !== null && (
        <p className={styles['failure']} role="alert">
          {word('importFailure', failure.split(':', 1)[0] ?? '')}
          <small>{failure.slice(failure.indexOf(':') + 1)}</small>
        </p>
      )}
      <p className={styles['links']}>
        {quarantined > 0 && (
          <Link to={paths.quarantineOf(`import:${fileName}`)} data-testid="to-quarantine">
            {t('imports.toQuarantine', { n: formatCount(quarantined, language) })}
          </Link>
        )}
        {imported > 0 && (
          <Link to={paths.orders()} data-testid="to-orders">
            {t('imports.toOrders')}
          </Link>
        )}
        {told > 0 && (
          <a href={reportHref(shown.id)} download>
            {t('imports.download')}
          </a>
        )}
      </p>
    </Panel>
  )
}
