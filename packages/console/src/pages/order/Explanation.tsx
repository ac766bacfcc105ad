import type { OrderDetail, OrderExplanation } from '@tidegate/contract'
import { useExplanation } from '../../api/queries.ts'
import { cx } from '../../ui/cx.ts'
import { formatTime } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './explanation.module.css'
import { factText } from './fact-text.ts'

type Trace = OrderExplanation['tables'][number]
type Candidate = OrderExplanation['candidates'][number]

export function Explanation({ detail }: { detail: OrderDetail }) {
  const { t, language } = useWords()
  const now = useNow()
  const { data: explanation, error } = useExplanation(detail.order.number, detail.timeline.length)
  const decidedAt = explanation?.decidedAt ?? null
  const note =
    explanation === undefined
      ? undefined
      : [
          t('order.whyVersion', { version: explanation.ruleSetVersion }),
          decidedAt === null ? '' : t('order.whyDecided', { time: formatTime(decidedAt, language, now) }),
        ]
          .filter((text) => text !== '')
          .join(' · ')
  return (
    <Panel title={t('order.why')} note={note} testId="explanation">
      {explanation === undefined && (
        <p className={styles['empty']}>{t(error === null ? 'loading' : 'order.whyFailed')}</p>
      )}
      {explanation !== undefined && decidedAt === null && <p className={styles['empty']}>{t('order.whyUndecided')}</p>}
      <ol className={styles['tables']}>
        {explanation?.tables.map((trace) => (
          <TableTrace key={trace.table} trace={trace} currency={detail.order.currency} />
        ))}
      </ol>
      {explanation !== undefined && explanation.candidates.length > 0 && (
        <>
          <h3 className={styles['ranking']}>{t('order.candidates')}</h3>
          <ol className={styles['candidates']}>
            {explanation.candidates.map((candidate, index) => (
              <CandidateRow
                key={candidate.location}
                candidate={candidate}
                rank={index + 1}
                isDecided={decidedAt !== null}
              />
            ))}
          </ol>
        </>
      )}
    </Panel>
  )
}

function TableTrace({ trace, currency }: { trace: Trace; currency: string }) {
  const { t } = useWords()
  const isFired = trace.firedRow !== null
  return (
    <li
      className={cx(!isFired && styles['idle'])}
      data-testid="rule-table"
      data-table={trace.table}
      data-row={trace.firedRow ?? ''}
    >
      <p className={styles['table']}>
        <span>{trace.table}</span>
        <span>{trace.firedRow === null ? t('order.rowNone') : t('order.rowFired', { row: trace.firedRow })}</span>
      </p>
      {isFired && <p className={styles['sentence']}>{trace.description}</p>}
      <Facts name={t('order.given')} facts={trace.inputs} currency={currency} />
      {isFired && <Facts name={t('order.gives')} facts={trace.outputs} currency={currency} />}
    </li>
  )
}

function Facts({ name, facts, currency }: { name: string; facts: Record<string, unknown>; currency: string }) {
  const words = useWords()
  const entries = Object.entries(facts)
  if (entries.length === 0) return null
  return (
    <dl className={styles['facts']}>
      <dt>{name}</dt>
      {entries.map(([key, value]) => (
        <dd key={key}>
          {words.word('fact', key)} <b>{factText({ key, value }, words, currency)}</b>
        </dd>
      ))}
    </dl>
  )
}

interface CandidateProps {
  candidate: Candidate
  rank: number
  isDecided: boolean
}

function CandidateRow({ candidate, rank, isDecided }: CandidateProps) {
  const { t } = useWords()
  const why = () => {
    if (candidate.chosen) return t('order.chosen', { n: candidate.units })
    if (candidate.lacked !== null) return t('order.lacked', candidate.lacked)
    return t(isDecided ? 'order.notNeeded' : 'order.undecided')
  }
  return (
    <li
      className={cx(candidate.chosen && styles['chosen'])}
      data-testid="candidate"
      data-location={candidate.location}
      data-chosen={candidate.chosen}
    >
      <span className={styles['rank']}>{rank}</span>
      <span className={styles['place']}>
        {candidate.name} <small>{candidate.location}</small>
      </span>
      <span className={styles['reason']}>{why()}</span>
    </li>
  )
}
