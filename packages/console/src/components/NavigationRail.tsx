import { Link, useLocation } from 'react-router'
import type { Role } from '@tidegate/contract'
import { cx } from '../ui/cx.ts'
import { useWords } from '../ui/use-words.ts'
import { entriesFor, entryAt } from './navigation.ts'
import styles from './navigation-rail.module.css'

export function NavigationRail({ role }: { role: Role }) {
  const { t } = useWords()
  const here = entryAt(useLocation().pathname)
  return (
    <nav className={styles['rail']} aria-label={t('shell.navigation')} data-testid="navigation">
      <ul>
        {entriesFor(role).map((entry) => {
          const isHere = entry === here
          const word = t(`navigation.${entry.word}`)
          return (
            <li key={entry.path}>
              <Link
                to={entry.path}
                className={cx(isHere && styles['here'])}
                aria-current={isHere ? 'page' : undefined}
                title={`${word} (g ${entry.key})`}
                data-testid={`navigate-${entry.word}`}
              >
                <entry.icon />
                <span>{word}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
