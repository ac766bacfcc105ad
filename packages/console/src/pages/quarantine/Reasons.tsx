import type { QuarantineReason } from '@tidegate/contract'
import type { QuarantineAsked } from '../../api/quarantine.ts'
import { cx } from '../../ui/cx.ts'
import { ageSeconds, formatAge, formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './reasons.module.css'

interface Props {
  reasons: readonly QuarantineReason[]
  asked: QuarantineAsked
  onChoose: (change: Partial<QuarantineAsked>) => void
}

/** How many wait for which reason, most first: the way in, since many of a kind mostly have one cause. */
export function Reasons({ reasons, asked, onChoose }: Props) {
  const { t, language, word } = useWords()
  const now = useNow()
  return (
    <Panel title={t('quarantine.reasons')} note={t('quarantine.reasonsNote')} testId="quarantine-reasons">
      <ul className={styles['reasons']}>
        {reasons.map(({ code, field, count, oldestAt }) => {
          const isChosen = asked.state === 'open' && asked.code === code && asked.field === field
          const chosen = { state: 'open', code: isChosen ? null : code, field: isChosen ? null : field } as const
          return (
            <li key={`${code} ${field ?? ''}`}>
              <button
                type="button"
                className={cx(isChosen && styles['chosen'])}
                aria-pressed={isChosen}
                onClick={() => onChoose(chosen)}
                data-testid="quarantine-reason"
                data-code={code}
              >
                <b>{formatCount(count, language)}</b>
                <span>
                  {word('quarantineCode', code)}
                  {field !== null && <code>{field}</code>}
                </span>
                <small>{t('quarantine.oldest', { age: formatAge(t, ageSeconds(oldestAt, now)) })}</small>
              </button>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
