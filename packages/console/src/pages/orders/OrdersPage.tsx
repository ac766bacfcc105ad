import { Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { problemText } from '../../api/problem-text.ts'
import { useOrders } from '../../api/queries.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterBar, FilterField } from '../../ui/FilterBar.tsx'
import { Page } from '../../ui/Page.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { orderColumns } from './order-columns.tsx'

const PAGE_SIZES = [50, 100, 200]

export function OrdersPage() {
  const words = useWords()
  const { t } = words
  const navigate = useNavigate()
  const [query, setQuery] = useSearchParams()
  const [selected, setSelected] = useState<string[]>([])
  const limit = PAGE_SIZES.find((size) => String(size) === query.get('limit')) ?? 50
  const before = query.get('before')
  const { data, error, isPlaceholderData } = useOrders({ limit, before })
  const turnTo = (cursor: string) => `?${new URLSearchParams({ limit: String(limit), before: cursor }).toString()}`
  return (
    <Page title={t('orders.title')} actions={<CopyNumbers numbers={selected} />} testId="orders">
      <FilterBar aside={selected.length > 0 && t('list.selected', { n: selected.length })}>
        <FilterField label={t('orders.rows')}>
          <Segmented
            options={PAGE_SIZES}
            value={limit}
            onChange={(size) => setQuery({ limit: String(size) }, { replace: true })}
          />
        </FilterField>
      </FilterBar>
      <DataTable
        testId="orders-table"
        columns={orderColumns(words)}
        rows={error !== null && data === undefined ? [] : data?.orders}
        rowKey="number"
        minWidth={1_180}
        isStale={isPlaceholderData}
        selection={{ keys: selected, onChange: setSelected }}
        onOpen={(order) => void navigate(paths.order(order.number))}
        empty={
          error === null ? (
            <EmptyState title={t('orders.empty')} text={t('orders.emptyText')} />
          ) : (
            <EmptyState title={problemText(t, error)} />
          )
        }
      />
      <Pager
        firstTo={before === null ? null : `?limit=${limit}`}
        nextTo={data === undefined || data.next === null ? null : turnTo(data.next)}
      />
    </Page>
  )
}

function CopyNumbers({ numbers }: { numbers: readonly string[] }) {
  const { t } = useWords()
  const toast = useToast()
  const reason = () => {
    // Only a secure origin has a clipboard; on plain HTTP over a network there is none.
    if (typeof navigator.clipboard?.writeText !== 'function') return t('order.copyBlocked')
    return numbers.length === 0 ? t('orders.selectFirst') : null
  }
  const copy = async () => {
    await navigator.clipboard.writeText(numbers.join('\n'))
    toast.done(t('orders.copied', { n: numbers.length }))
  }
  return (
    <ReasonButton reason={reason()} onClick={() => void copy()} data-testid="copy-numbers">
      {t('orders.copyNumbers')}
    </ReasonButton>
  )
}
