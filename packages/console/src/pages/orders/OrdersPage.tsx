import { Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { OrderPage } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useOrders } from '../../api/queries.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatCount } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWords } from '../../ui/use-words.ts'
import { BulkActions } from './BulkActions.tsx'
import { orderColumns } from './order-columns.tsx'
import { PAGE_SIZES, askedOf, choiceOf, isFiltered, searchOf, viewOf } from './order-choice.ts'
import type { Choose, OrderChoice } from './order-choice.ts'
import { OrderFilters } from './OrderFilters.tsx'
import styles from './orders.module.css'
import { SavedViews } from './SavedViews.tsx'

export function OrdersPage() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [selected, setSelected] = useState<string[]>([])
  const choice = choiceOf(query)
  const { data, error, isPlaceholderData } = useOrders(askedOf(choice, useNow()))
  const choose: Choose = (change) => {
    // What is no longer on the page must not be acted on unseen.
    setSelected([])
    setQuery(searchOf({ ...choice, before: null, ...change }))
  }
  const shown = data?.orders.filter((order) => selected.includes(order.number)) ?? []
  return (
    <Page
      title={t('orders.title')}
      actions={<BulkActions orders={shown} onDone={() => setSelected([])} />}
      testId="orders"
    >
      <SavedViews choice={choice} onOpen={() => setSelected([])} />
      <OrderFilters choice={choice} onChoose={choose} />
      <Summary choice={choice} page={data} selected={shown.length} onChoose={choose} />
      <DataTable
        testId="orders-table"
        columns={orderColumns(words)}
        rows={error !== null && data === undefined ? [] : data?.orders}
        rowKey="number"
        minWidth={1_280}
        isStale={isPlaceholderData}
        selection={{ keys: selected, onChange: setSelected }}
        onOpen={(order) => void navigate(paths.order(order.number))}
        empty={error === null ? <Nothing choice={choice} /> : <EmptyState title={problemText(t, error)} />}
      />
      <Pager
        firstTo={choice.before === null ? null : `?${searchOf({ ...choice, before: null })}`}
        nextTo={data === undefined || data.next === null ? null : `?${searchOf({ ...choice, before: data.next })}`}
      />
    </Page>
  )
}

interface SummaryProps {
  choice: OrderChoice
  page: OrderPage | undefined
  selected: number
  onChoose: Choose
}

/** How many there are, what the search was taken for, how many are selected. */
function Summary({ choice, page, selected, onChoose }: SummaryProps) {
  const { t, language } = useWords()
  const count = page?.count ?? null
  const n = count === null ? '' : formatCount(count.orders, language)
  const foundBy = page?.foundBy.map((by) => t(`foundBy.${by}`)).join(t('orders.and')) ?? ''
  return (
    <div className={styles['summary']}>
      {count !== null && (
        <span data-testid="orders-count">{count.isAll ? t('orders.count', { n }) : t('orders.countOver', { n })}</span>
      )}
      {foundBy !== '' && <span data-testid="found-by">{t('orders.foundBy', { by: foundBy })}</span>}
      {selected > 0 && <strong>{t('list.selected', { n: selected })}</strong>}
      <label className={styles['rows']}>
        {t('orders.rows')}
        <Segmented
          size="small"
          options={[...PAGE_SIZES]}
          value={choice.limit}
          onChange={(limit) => onChoose({ limit })}
        />
      </label>
    </div>
  )
}

function Nothing({ choice }: { choice: OrderChoice }) {
  const { t } = useWords()
  if (!isFiltered(choice)) return <EmptyState title={t('orders.empty')} text={t('orders.emptyText')} />
  const { search } = choice
  if (search === '') return <EmptyState title={t('orders.emptyFiltered')} testId="orders-none" />
  // The order may be there and only not pass the filters.
  const everywhere = new URLSearchParams({ search }).toString()
  return (
    <EmptyState title={t('orders.notFound', { search })} text={t('orders.notFoundText')} testId="orders-none">
      {viewOf(choice) !== everywhere && <Link to={`?${everywhere}`}>{t('orders.searchAll')}</Link>}
    </EmptyState>
  )
}
