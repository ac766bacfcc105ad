import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './notice.module.css'

interface Props {
  title: string
  text?: string
  quiet?: boolean
  children?: ReactNode
  testId?: string
}

/** A whole page's worth of one message and what to do next. */
export function Notice({ title, text, quiet, children, testId }: Props) {
  return (
    <div
      className={cx(styles['notice'], quiet && styles['quiet'])}
      role={quiet ? 'status' : undefined}
      data-testid={testId}
    >
      <h1>{title}</h1>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  )
}
