import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './filter-bar.module.css'
import { useWords } from './use-words.ts'

interface Props {
  /** `FilterField`s, most used first. */
  children: ReactNode
  /** At the right: how many rows, saved views. */
  aside?: ReactNode
  /** Leads to the same list without filters; null while none is set. */
  clearTo?: string | null
}

/** Above a list: what narrows it. The URL holds every choice, so a filtered list is a link. */
export function FilterBar({ children, aside, clearTo = null }: Props) {
  const { t } = useWords()
  return (
    <search className={styles['bar']} data-testid="filters">
      {children}
      {clearTo !== null && (
        <Link className={styles['clear']} to={clearTo} data-testid="clear-filters">
          {t('list.clear')}
        </Link>
      )}
      {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
    </search>
  )
}

/** One choice with its name; `children` is its control. */
export function FilterField({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      {children}
    </label>
  )
}
