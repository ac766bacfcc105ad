import { Suspense, lazy, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useNavigate } from 'react-router'
import type { Session } from '@tidegate/contract'
import { useConnection } from '../api/connection.ts'
import { problemText } from '../api/problem-text.ts'
import { useSession } from '../api/queries.ts'
import { usePushSignOut } from '../api/use-push.ts'
import { paths } from '../paths.ts'
import { Notice } from '../ui/Notice.tsx'
import styles from './app-shell.module.css'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { entriesFor } from './navigation.ts'
import { NavigationRail } from './NavigationRail.tsx'
import { PageLoading } from './PageLoading.tsx'
import { SessionProvider } from './session.ts'
import { TopBar } from './TopBar.tsx'
import { useKeys } from '../ui/use-keys.ts'

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }))

/** Every page behind the sign-in; without a session it leads there. */
export function AppShell() {
  const { t } = useTranslation()
  const session = useSession()
  usePushSignOut(() => void session.refetch())
  const { reachable } = useConnection()
  if (session.data === null) return <Navigate to={paths.signIn()} replace />
  if (session.data !== undefined) return <SignedIn session={session.data} />
  if (session.isError) {
    return (
      <Notice
        title={t('connection.connecting')}
        text={reachable ? problemText(t, session.error) : t('connection.first')}
      />
    )
  }
  return <PageLoading />
}

function SignedIn({ session }: { session: Session }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const [keysOpen, setKeysOpen] = useState<boolean | null>(null)
  useKeys({
    '/': () => search.current?.select(),
    '?': () => setKeysOpen(true),
    ...Object.fromEntries(entriesFor(session.role).map(({ key, path }) => [`g ${key}`, () => void navigate(path)])),
  })
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <TopBar session={session} searchRef={search} onKeys={() => setKeysOpen(true)} />
      <ConnectionNotice />
      <div className={styles['middle']}>
        <NavigationRail role={session.role} />
        <main id="content" className={styles['content']} tabIndex={-1}>
          <SessionProvider value={session}>
            <Outlet />
          </SessionProvider>
        </main>
      </div>
      {keysOpen !== null && (
        <Suspense>
          <KeysDialog role={session.role} open={keysOpen} onClose={() => setKeysOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
