import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { ApiProblem } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useSignIn } from '../../api/queries.ts'
import { BrandMark } from '../../components/Brand.tsx'
import { setLanguage } from '../../components/preferences.ts'
import { paths } from '../../paths.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './sign-in.module.css'

/** Opened by the one-time link; the token leaves the address before it is used, whatever comes of it. */
export function SignInPage() {
  const { t, language } = useWords()
  const { token, signIn, retry } = useOneTimeLink()
  return (
    <div className={styles['page']}>
      <header className={styles['brand']}>
        <BrandMark size={40} />
        <span>{t('brand.name')}</span>
        <small>{t('brand.latin')}</small>
        <button
          type="button"
          onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
          aria-label={t('shell.languageLabel')}
        >
          {t('shell.language')}
        </button>
      </header>
      <main className={styles['card']} data-testid="sign-in">
        <title>{`${t('signIn.title')} · ${t('brand.name')} ${t('brand.latin')}`}</title>
        {token === null ? <HowTo used={false} /> : <Outcome error={signIn.error} onRetry={retry} />}
      </main>
    </div>
  )
}

function useOneTimeLink() {
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [token] = useState(() => query.get('token'))
  const signIn = useSignIn()
  const { mutate } = signIn
  const asked = useRef(false)
  const post = (given: string) => mutate(given, { onSuccess: () => void navigate(paths.home(), { replace: true }) })
  useEffect(() => {
    if (token === null || asked.current) return
    asked.current = true
    setQuery({}, { replace: true })
    post(token)
  })
  return { token, signIn, retry: () => token !== null && post(token) }
}

function Outcome({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  const { t } = useWords()
  if (error === null) {
    return (
      <>
        <h1>{t('signIn.working')}</h1>
        <p>{t('signIn.workingHint')}</p>
      </>
    )
  }
  const refused = error instanceof ApiProblem && error.problem !== null && error.problem.status < 500
  if (refused) return <HowTo used />
  return (
    <>
      <h1>{t('signIn.failed')}</h1>
      <p>{problemText(t, error)}</p>
      <Button type="primary" onClick={onRetry}>
        {t('signIn.retry')}
      </Button>
    </>
  )
}

function HowTo({ used }: { used: boolean }) {
  const { t } = useWords()
  return (
    <>
      <h1 data-testid={used ? 'sign-in-used' : 'sign-in-needed'}>
        {t(used ? 'signIn.usedTitle' : 'signIn.neededTitle')}
      </h1>
      <p>{t(used ? 'signIn.usedBody' : 'signIn.neededBody')}</p>
      <dl className={styles['commands']}>
        <dt>{t('signIn.again')}</dt>
        <dd>npm run tidegate -- sign-in</dd>
        <dt>{t('signIn.start')}</dt>
        <dd>npm start</dd>
      </dl>
    </>
  )
}
