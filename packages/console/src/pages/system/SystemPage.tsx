import { useSystem } from '../../api/system.ts'
import { problemText } from '../../api/problem-text.ts'
import { formatAge } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Batches } from './Batches.tsx'
import { Concerns } from './Concerns.tsx'
import { Machine } from './Machine.tsx'
import { Settings } from './Settings.tsx'
import { Shops } from './Shops.tsx'
import styles from './system.module.css'
import { Verification } from './Verification.tsx'

export function SystemPage() {
  const { t } = useWords()
  const { data: system, error } = useSystem()
  if (system === undefined) return error === null ? null : <Notice title={problemText(t, error)} />
  const note = t('system.note', { version: system.version, age: formatAge(t, system.uptimeSeconds) })
  return (
    <Page title={t('system.title')} note={note} testId="system">
      <Concerns concerns={system.concerns} parts={system.parts} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Batches system={system} />
          <Shops shops={system.shops} />
        </div>
        <div className={styles['column']}>
          <Verification verification={system.verification} />
          <Machine system={system} />
          <Settings settings={system.settings} />
        </div>
      </div>
    </Page>
  )
}
