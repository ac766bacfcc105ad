import { Link } from 'react-router'
import styles from './pager.module.css'
import { useWords } from './use-words.ts'

interface Props {
  /** Leads to the first page; null on it. */
  firstTo: string | null
  /** Leads to the next page; null on the last. */
  nextTo: string | null
}

/** Under a list that the server pages by cursor. Pages are links: the browser's own "back" is the way back. */
export function Pager({ firstTo, nextTo }: Props) {
  const { t } = useWords()
  if (firstTo === null && nextTo === null) return null
  return (
    <nav className={styles['pager']} aria-label={t('list.pages')} data-testid="pager">
      {firstTo !== null && (
        <Link to={firstTo} data-testid="first-page">
          {t('list.first')}
        </Link>
      )}
      {nextTo !== null && (
        <Link to={nextTo} data-testid="next-page">
          {t('list.next')}
        </Link>
      )}
    </nav>
  )
}
