import type { RefObject } from 'react'
import { Link } from 'react-router'
import type { Session } from '@tidegate/contract'
import { useSignOut } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { useWords } from '../ui/use-words.ts'
import { BrandMark } from './Brand.tsx'
import { ConnectionState } from './ConnectionNotice.tsx'
import { OrderSearch } from './OrderSearch.tsx'
import { setLanguage, setTheme, usePreferences } from './preferences.ts'
import styles from './top-bar.module.css'

interface Props {
  session: Session
  searchRef: RefObject<HTMLInputElement | null>
  onKeys: () => void
}

export function TopBar({ session, searchRef, onKeys }: Props) {
  const { t } = useWords()
  return (
    <header className={styles['bar']}>
      <Link to={paths.home()} className={styles['brand']} aria-label={`${t('brand.name')} ${t('brand.latin')}`}>
        <BrandMark size={26} />
        <span className={styles['name']}>{t('brand.name')}</span>
        <span className={styles['latin']}>{t('brand.latin')}</span>
      </Link>
      <div className={styles['merchant']} data-testid="merchant">
        <span>{session.merchant.name}</span>
        {session.merchant.isDemo && (
          <strong className={styles['demo']} title={t('brand.demoHint')} data-testid="demo-marker">
            {t('brand.demo')}
          </strong>
        )}
      </div>
      <OrderSearch inputRef={searchRef} />
      <ConnectionState />
      <Controls session={session} onKeys={onKeys} />
    </header>
  )
}

function Controls({ session, onKeys }: Pick<Props, 'session' | 'onKeys'>) {
  const { t, language, word } = useWords()
  const { theme } = usePreferences()
  const signOut = useSignOut()
  const other = theme === 'dark' ? 'light' : 'dark'
  const themeLabel = t(theme === 'dark' ? 'shell.toLight' : 'shell.toDark')
  return (
    <div className={styles['controls']}>
      <button
        type="button"
        className={styles['keys']}
        onClick={onKeys}
        aria-label={t('shell.keys')}
        title={t('shell.keys')}
        data-testid="keys"
      >
        ?
      </button>
      <button
        type="button"
        onClick={() => setTheme(other)}
        aria-label={themeLabel}
        title={themeLabel}
        data-testid="theme-switch"
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        </svg>
      </button>
      <button
        type="button"
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
        aria-label={t('shell.languageLabel')}
        data-testid="language-switch"
      >
        {t('shell.language')}
      </button>
      <button
        type="button"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
        title={
          signOut.isPending
            ? t('shell.signingOut')
            : t('shell.signedInAs', { user: session.user, role: word('role', session.role) })
        }
        data-testid="sign-out"
      >
        {t('shell.signOut')}
      </button>
    </div>
  )
}
