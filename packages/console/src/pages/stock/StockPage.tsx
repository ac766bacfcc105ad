import { Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useLocations, useStock } from '../../api/stock.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { formatCount } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { useWords } from '../../ui/use-words.ts'
import { ExportStock } from './ExportStock.tsx'
import { stockColumns } from './stock-columns.tsx'
import {
  LOW_STOCK_BELOW,
  STOCK_SORTS,
  STOCK_VIEWS,
  askedOf,
  choiceOf,
  filtersOf,
  isFiltered,
  searchOf,
} from './stock-query.ts'
import type { StockChoice } from './stock-query.ts'

export function StockPage() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const choice = choiceOf(query)
  const { data, error, isPlaceholderData } = useStock(askedOf(choice))
  const choose = (change: Partial<StockChoice>) => setQuery(searchOf({ ...choice, after: null, ...change }))
  return (
    <Page
      title={t('stock.title')}
      note={t('stock.note')}
      actions={<ExportStock filters={filtersOf(choice)} total={data?.total} />}
      testId="stock-page"
    >
      <Filters choice={choice} total={data?.total} onChoose={choose} />
      <DataTable
        testId="stock-table"
        columns={stockColumns(words, choice.location !== '')}
        rows={error !== null && data === undefined ? [] : data?.skus}
        rowKey="sku"
        minWidth={1_120}
        isStale={isPlaceholderData}
        onOpen={({ sku }) => void navigate(paths.sku(sku))}
        empty={error === null ? <Nothing choice={choice} /> : <EmptyState title={problemText(t, error)} />}
      />
      <Pager
        firstTo={choice.after === null ? null : `?${searchOf({ ...choice, after: null })}`}
        nextTo={data === undefined || data.next === null ? null : `?${searchOf({ ...choice, after: data.next })}`}
      />
    </Page>
  )
}

interface FiltersProps {
  choice: StockChoice
  total: number | undefined
  onChoose: (change: Partial<StockChoice>) => void
}

function Filters({ choice, total, onChoose }: FiltersProps) {
  const { t, language } = useWords()
  const { data: places } = useLocations()
  return (
    <FilterBar
      clearTo={isFiltered(choice) ? paths.stock() : null}
      aside={total !== undefined && t('stock.count', { n: formatCount(total, language) })}
    >
      <FilterField label={t('stock.search')}>
        <SearchField
          value={choice.search}
          placeholder={t('stock.searchHint')}
          onSearch={(search) => onChoose({ search })}
          testId="stock-search"
        />
      </FilterField>
      <FilterField label={t('stock.location')}>
        <Select
          value={choice.location}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('stock.anyLocation') },
            ...(places?.locations ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` })),
          ]}
          onChange={(location) => onChoose({ location })}
        />
      </FilterField>
      <FilterField label={t('stock.view')}>
        <Select
          value={choice.view}
          popupMatchSelectWidth={false}
          options={STOCK_VIEWS.map((view) => ({
            value: view,
            label: t(`stockView.${view}`, { n: LOW_STOCK_BELOW }),
          }))}
          onChange={(view) => onChoose({ view })}
        />
      </FilterField>
      <FilterField label={t('stock.sort')}>
        <Select
          value={choice.sort}
          popupMatchSelectWidth={false}
          options={STOCK_SORTS.map((sort) => ({ value: sort, label: t(`stockSort.${sort}`) }))}
          onChange={(sort) => onChoose({ sort })}
        />
      </FilterField>
    </FilterBar>
  )
}

function Nothing({ choice }: { choice: StockChoice }) {
  const { t } = useWords()
  if (isFiltered(choice)) return <EmptyState title={t('stock.emptyFiltered')} />
  return <EmptyState title={t('stock.empty')} text={t('stock.emptyText')} />
}
