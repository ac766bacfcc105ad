import type { ReactNode } from 'react'
import styles from './page.module.css'
import { useWords } from './use-words.ts'

interface Props {
  title: string
  /** Beside the title, in small print. */
  note?: ReactNode
  /** What can be done here, at the right of the title. */
  actions?: ReactNode
  children: ReactNode
  testId?: string
}

/** The frame of a page: its title on the tab and on top, then what it shows. */
export function Page({ title, note, actions, children, testId }: Props) {
  const { t } = useWords()
  return (
    <div className={styles['page']} data-testid={testId}>
      <title>{`${title} · ${t('brand.name')} ${t('brand.latin')}`}</title>
      <header className={styles['head']}>
        <h1>{title}</h1>
        {note !== undefined && <p className={styles['note']}>{note}</p>}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
