import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface Props {
  title: string
  /** Why it is empty, or what makes it fill. */
  text?: string
  /** What to do about it. */
  children?: ReactNode
  testId?: string
}

/** In place of rows, where there are none. */
export function EmptyState({ title, text, children, testId }: Props) {
  return (
    <div className={styles['empty']} data-testid={testId}>
      <strong>{title}</strong>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  )
}
