import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import styles from './facts.module.css'

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles['facts']}>{children}</dl>
}

interface FactProps {
  label: string
  tone?: 'bad' | 'warn' | null
  /** Below it, in small print. */
  hint?: string | null
  testId?: string
  children: ReactNode
}

export function Fact({ label, tone = null, hint = null, testId, children }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={cx(tone !== null && styles[tone])} data-testid={testId}>
        {children}
        {hint !== null && <small>{hint}</small>}
      </dd>
    </div>
  )
}
