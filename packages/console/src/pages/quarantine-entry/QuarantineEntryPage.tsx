import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { QuarantineDetail, QuarantinePreview } from '@tidegate/contract'
import { isProblem, problemText } from '../../api/problem-text.ts'
import { useQuarantineEntry } from '../../api/quarantine.ts'
import { PageLoading } from '../../components/PageLoading.tsx'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../ui/use-words.ts'
import { Content } from './Content.tsx'
import { EntryHeader } from './EntryHeader.tsx'
import { History } from './History.tsx'
import { Preview } from './Preview.tsx'
import styles from './quarantine-entry.module.css'

export function QuarantineEntryPage() {
  const { id = '' } = useParams()
  const { t } = useWords()
  const { data: detail, error } = useQuarantineEntry(id)
  if (detail !== undefined) return <Entry key={id} id={id} detail={detail} />
  if (error === null) return <PageLoading />
  return (
    <Notice title={isProblem(error, 'not_found') ? t('quarantine.missing') : problemText(t, error)}>
      <Link to={paths.quarantine()}>{t('quarantine.back')}</Link>
    </Notice>
  )
}

function Entry({ id, detail }: { id: string; detail: QuarantineDetail }) {
  const { t } = useWords()
  const [preview, setPreview] = useState<QuarantinePreview | null>(null)
  const { entry, actions } = detail
  return (
    <div className={styles['page']} data-testid="quarantine-entry">
      <title>{`${t('quarantine.title')} · ${t('brand.name')} ${t('brand.latin')}`}</title>
      <EntryHeader entry={entry} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Content id={id} entry={entry} onPreview={setPreview} />
        </div>
        <div className={styles['column']}>
          {entry.end === null && <Preview preview={preview} />}
          <History actions={actions} />
        </div>
      </div>
    </div>
  )
}
