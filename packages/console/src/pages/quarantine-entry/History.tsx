import type { QuarantineAction } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import { faultText } from '../quarantine/fault-text.ts'
import styles from './history.module.css'

const TONES: Partial<Record<QuarantineAction['action'], string>> = {
  replayed: 'good',
  superseded: 'good',
  replay_failed: 'warn',
  discarded: 'warn',
}

/** Who did what, the newest first. */
export function History({ actions }: { actions: readonly QuarantineAction[] }) {
  const words = useWords()
  const { t, word, actor } = words
  return (
    <Panel title={t('quarantine.history')} testId="quarantine-history">
      {actions.length === 0 && <p className={styles['empty']}>{t('quarantine.historyEmpty')}</p>}
      <ol className={styles['history']}>
        {actions.map(({ at, actor: who, action, detail }, index) => (
          <li key={`${at} ${index}`} className={cx(styles[TONES[action] ?? 'plain'])} data-testid="quarantine-action">
            <p className={styles['head']}>
              <strong>{word('quarantineAction', action)}</strong>
              <TimeText at={at} ago={false} />
            </p>
            <p>{action === 'replay_failed' ? failureText(detail) : detail}</p>
            <p className={styles['by']}>{actor(who)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  )

  /** `code: reason`, as the engine writes it. */
  function failureText(detail: string): string {
    const [code = '', ...reason] = detail.split(': ')
    return `${word('quarantineCode', code)} · ${faultText(words, reason.join(': '))}`
  }
}
