import { Button, Modal } from 'antd'
import { Link } from 'react-router'
import type { ActionOutcome, ActionResult } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './bulk-results.module.css'

const WANTED: ReadonlySet<ActionOutcome> = new Set(['cancelled', 'held', 'released'])

interface Props {
  results: readonly ActionResult[]
  onClose: () => void
}

/** Order by order, what came of it: shown where not every order did as asked. */
export function BulkResults({ results, onClose }: Props) {
  const { t, word } = useWords()
  if (results.every(({ outcome }) => WANTED.has(outcome))) return null
  return (
    <Modal
      open
      transitionName=""
      title={t('act.results')}
      width={520}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('act.close')}</Button>}
    >
      <ul className={styles['results']} data-testid="bulk-results">
        {results.map(({ number, outcome }) => (
          <li key={number} data-wanted={WANTED.has(outcome)}>
            <Link to={paths.order(number)}>{number}</Link>
            <span>{word('outcome', outcome)}</span>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
