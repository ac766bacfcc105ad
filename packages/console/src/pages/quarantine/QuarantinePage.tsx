import { Segmented, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useQuarantine, useQuarantineReasons } from '../../api/quarantine.ts'
import type { QuarantineAsked } from '../../api/quarantine.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useWords } from '../../ui/use-words.ts'
import { askedOf, isFiltered, searchOf, waitingFor } from './filter-query.ts'
import { quarantineColumns } from './quarantine-columns.tsx'
import { Reasons } from './Reasons.tsx'
import { ReplayAll } from './ReplayAll.tsx'
import { ReplayProgress } from './ReplayProgress.tsx'

const HOUR_SECONDS = 3_600
const ENTRANCES = ['channel', 'import', 'api', 'command'] as const

export function QuarantinePage() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const asked = askedOf(query)
  const { data, error, isPlaceholderData } = useQuarantine(asked)
  const { data: counted } = useQuarantineReasons()
  const choose = (change: Partial<QuarantineAsked>) => setQuery(searchOf({ ...asked, before: null, ...change }))
  return (
    <Page
      title={t('quarantine.title')}
      note={t('quarantine.note')}
      actions={<ReplayAll asked={asked} waiting={waitingFor(asked, counted?.reasons)} />}
      testId="quarantine"
    >
      <ReplayProgress />
      {counted !== undefined && counted.reasons.length > 0 && (
        <Reasons reasons={counted.reasons} asked={asked} onChoose={choose} />
      )}
      <FilterBar clearTo={isFiltered(asked) ? paths.quarantine() : null}>
        <FilterField label={t('quarantine.state')}>
          <Segmented<'open' | 'ended'>
            value={asked.state}
            options={[
              { value: 'open', label: t('quarantine.open') },
              { value: 'ended', label: t('quarantine.ended') },
            ]}
            onChange={(state) => choose({ state })}
          />
        </FilterField>
        <FilterField label={t('quarantine.entrance')}>
          <Select
            value={asked.source}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('quarantine.anyEntrance') },
              ...ENTRANCES.map((kind) => ({ value: kind, label: t(`entrance.${kind}`) })),
            ]}
            onChange={(source) => choose({ source })}
          />
        </FilterField>
        <FilterField label={t('quarantine.age')}>
          <Segmented
            value={asked.olderThanSeconds}
            options={[
              { value: 0, label: t('quarantine.anyAge') },
              { value: HOUR_SECONDS, label: t('quarantine.overHour') },
              { value: 24 * HOUR_SECONDS, label: t('quarantine.overDay') },
            ]}
            onChange={(olderThanSeconds) => choose({ olderThanSeconds })}
          />
        </FilterField>
      </FilterBar>
      <DataTable
        testId="quarantine-table"
        columns={quarantineColumns(words, asked.state)}
        rows={error !== null && data === undefined ? [] : data?.entries}
        rowKey="id"
        minWidth={1_040}
        isStale={isPlaceholderData}
        onOpen={(entry) => void navigate(paths.quarantineEntry(entry.id))}
        empty={error === null ? <Nothing asked={asked} /> : <EmptyState title={problemText(t, error)} />}
      />
      <Pager
        firstTo={asked.before === null ? null : `?${searchOf({ ...asked, before: null })}`}
        nextTo={data === undefined || data.next === null ? null : `?${searchOf({ ...asked, before: data.next })}`}
      />
    </Page>
  )
}

function Nothing({ asked }: { asked: QuarantineAsked }) {
  const { t } = useWords()
  if (isFiltered({ ...asked, state: 'open' })) return <EmptyState title={t('quarantine.emptyFiltered')} />
  if (asked.state === 'ended') return <EmptyState title={t('quarantine.emptyEnded')} />
  return <EmptyState title={t('quarantine.empty')} text={t('quarantine.emptyText')} testId="quarantine-empty" />
}
