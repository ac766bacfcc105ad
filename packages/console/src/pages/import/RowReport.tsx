import { Select } from 'antd'
import type { Import, ImportRow, RowOutcome } from '@tidegate/contract'
import { useSearchParams } from 'react-router'
import { toldRows, useImportRows } from '../../api/imports.ts'
import type { RowsAsked } from '../../api/imports.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useWords } from '../../ui/use-words.ts'
import type { Words } from '../../ui/use-words.ts'
import { rowProblemText } from './row-problem-text.ts'

const SHOWN = ['problems', 'all', 'quarantined', 'refused', 'unchanged', 'imported'] as const
type Shown = (typeof SHOWN)[number]

/** What became of the rows, in the order of the file; those with something to say first asked for. */
export function RowReport({ shown }: { shown: Import }) {
  const words = useWords()
  const { t } = words
  const [query, setQuery] = useSearchParams()
  const chosen = SHOWN.find((each) => each === query.get('rows')) ?? 'problems'
  const after = Number(query.get('after') ?? 0)
  const asked = askedOf(chosen, Number.isSafeInteger(after) && after > 0 ? after : 0)
  const { data, isPlaceholderData } = useImportRows(shown.id, asked, toldRows(shown))
  const search = (next: number) => new URLSearchParams({ rows: chosen, ...(next === 0 ? {} : { after: String(next) }) })
  return (
    <>
      <FilterBar>
        <FilterField label={t('imports.report')}>
          <Select<Shown>
            value={chosen}
            options={SHOWN.map((value) => ({ value, label: t(`imports.show_${value}`) }))}
            popupMatchSelectWidth={false}
            onChange={(rows) => setQuery({ rows })}
          />
        </FilterField>
      </FilterBar>
      <DataTable
        testId="import-rows"
        columns={columnsOf(words)}
        rows={data?.rows}
        rowKey="firstRow"
        minWidth={640}
        isStale={isPlaceholderData}
        empty={<EmptyState title={t(chosen === 'problems' ? 'imports.noProblems' : 'imports.noRows')} />}
      />
      <Pager
        firstTo={asked.after === 0 ? null : `?${search(0)}`}
        nextTo={data === undefined || data.next === null ? null : `?${search(data.next)}`}
      />
    </>
  )
}

function askedOf(chosen: Shown, after: number): RowsAsked {
  const outcome: RowOutcome | null = chosen === 'problems' || chosen === 'all' ? null : chosen
  return { outcome, withProblem: chosen === 'problems', after }
}

function columnsOf(words: Words): DataColumn<ImportRow>[] {
  const { t, word } = words
  return [
    {
      key: 'row',
      title: t('imports.rowTitle'),
      width: 140,
      render: ({ firstRow, lastRow }) => (firstRow === lastRow ? String(firstRow) : `${firstRow}–${lastRow}`),
    },
    {
      key: 'outcome',
      title: t('imports.outcomeTitle'),
      width: 110,
      render: ({ outcome }) => word('rowOutcome', outcome),
    },
    { key: 'why', title: t('imports.why'), render: (row) => (row.code === '' ? '' : rowProblemText(words, row)) },
  ]
}
