import type { ConnectionTest } from '@tidegate/contract'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/StageTag.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './connect.module.css'

interface Props {
  answer: ConnectionTest | null
  isAsking: boolean
  /** There was an answer, and what it was to has been changed. */
  isStale: boolean
}

/** What the platform itself says of the keys, in plain words, and what to do about it. */
export function TestAnswer({ answer, isAsking, isStale }: Props) {
  const { t } = useWords()
  const before = isStale ? 'stale' : 'untested'
  const waiting = isAsking ? 'asking' : before
  return (
    <Panel
      title={t('connect.answer')}
      aside={
        answer !== null && <Tag tone={answer.ok ? 'good' : 'late'}>{t(answer.ok ? 'connect.ok' : 'connect.no')}</Tag>
      }
      testId="connect-answer"
    >
      <output className={styles['answer']} data-testid="connect-said" data-ok={answer?.ok}>
        {answer === null ? t(`connect.${waiting}`) : <Answer answer={answer} />}
      </output>
    </Panel>
  )
}

function Answer({ answer: { reason, problem, orders } }: { answer: ConnectionTest }) {
  const { t, word, language } = useWords()
  if (reason === null)
    return orders === 0 ? t('connect.okNone') : t('connect.okOrders', { n: formatCount(orders ?? 0, language) })
  return (
    <>
      <b>{word('failureReason', reason)}</b>
      <p>{word('connectNext', reason)}</p>
      {problem !== null && (
        <details>
          <summary>{t('connect.details')}</summary>
          <code>{problem}</code>
        </details>
      )}
    </>
  )
}
