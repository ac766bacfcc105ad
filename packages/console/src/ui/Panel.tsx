import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './panel.module.css'

interface Props {
  title: string
  /** Beside the title, in small print. */
  note?: ReactNode
  aside?: ReactNode
  children: ReactNode
  className?: string | undefined
  flush?: boolean
  testId?: string
}

export function Panel({ title, note, aside, children, className, flush, testId }: Props) {
  return (
    <section className={cx(styles['panel'], className)} aria-label={title} data-testid={testId}>
      <header className={styles['head']}>
        <h2>{title}</h2>
        {note !== undefined && <span className={styles['note']}>{note}</span>}
        {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
      </header>
      <div className={cx(styles['body'], flush && styles['flush'])}>{children}</div>
    </section>
  )
}
