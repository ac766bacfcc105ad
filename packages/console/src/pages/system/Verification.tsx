import type { System } from '@tidegate/contract'
import { useStartVerification } from '../../api/system.ts'
import { problemText } from '../../api/problem-text.ts'
import { cx } from '../../ui/cx.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './verification.module.css'

export function Verification({ verification: { isRunning, last } }: Pick<System, 'verification'>) {
  const { t } = useWords()
  const toast = useToast()
  const start = useStartVerification()
  const button = (
    <ReasonButton
      size="small"
      loading={isRunning}
      reason={isRunning ? t('system.verifyingHint') : null}
      data-testid="verify"
      onClick={() =>
        start.mutate(undefined, {
          onSuccess: () => toast.done(t('system.started')),
          onError: (error) => toast.failed(problemText(t, error)),
        })
      }
    >
      {t(isRunning ? 'system.verifying' : 'system.verify')}
    </ReasonButton>
  )
  return (
    <Panel title={t('system.verification')} note={t('system.verificationHint')} aside={button} testId="verification">
      {last === null ? <p className={styles['never']}>{t('system.neverVerified')}</p> : <Found last={last} />}
    </Panel>
  )
}

function Found({ last }: { last: NonNullable<System['verification']['last']> }) {
  const { t, language } = useWords()
  const { at, durationMs, invariants, orders, violated, stateHash } = last
  const isSound = violated.length === 0
  const seconds = (durationMs / 1_000).toFixed(1)
  return (
    <>
      <p className={cx(styles['found'], !isSound && styles['broken'])} data-testid="verification-found">
        {isSound
          ? t('system.sound', { invariants, orders: formatCount(orders, language) })
          : t('system.violated', { n: violated.length, ids: violated.join(' ') })}
      </p>
      {!isSound && <p className={styles['hint']}>{t('system.violatedHint')}</p>}
      <p className={styles['when']}>
        <TimeText at={at} /> · {t('system.verifiedIn', { seconds })}
      </p>
      <p className={styles['hash']}>
        {t('system.stateHash')} <code>{stateHash}</code>
      </p>
    </>
  )
}
