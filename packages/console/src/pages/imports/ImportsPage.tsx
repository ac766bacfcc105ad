import { useNavigate, useSearchParams } from 'react-router'
import { useImports } from '../../api/imports.ts'
import { problemText } from '../../api/problem-text.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useWords } from '../../ui/use-words.ts'
import { importColumns } from './import-columns.tsx'
import { UploadFile } from './UploadFile.tsx'

/** Files that came in, and the way in for the next one. */
export function ImportsPage() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const before = query.get('before')
  const { data, error, isPlaceholderData } = useImports(before)
  return (
    <Page title={t('imports.title')} note={t('imports.note')} testId="imports">
      <UploadFile />
      <DataTable
        testId="imports-table"
        columns={importColumns(words)}
        rows={error !== null && data === undefined ? [] : data?.imports}
        rowKey="id"
        minWidth={900}
        isStale={isPlaceholderData}
        onOpen={({ id }) => void navigate(paths.importFile(id))}
        empty={
          error === null ? (
            <EmptyState title={t('imports.empty')} text={t('imports.emptyText')} />
          ) : (
            <EmptyState title={problemText(t, error)} />
          )
        }
      />
      <Pager
        firstTo={before === null ? null : '?'}
        nextTo={data === undefined || data.next === null ? null : `?before=${data.next}`}
      />
    </Page>
  )
}
