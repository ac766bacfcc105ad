import { Link, useSearchParams } from 'react-router'
import type { StockMovementView } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useMovements } from '../../api/stock.ts'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { formatCount } from '../../ui/format.ts'
import { Pager } from '../../ui/Pager.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useWords } from '../../ui/use-words.ts'
import type { Words } from '../../ui/use-words.ts'
import styles from './movements.module.css'

interface Row extends StockMovementView {
  key: string
}

/** The ledger, newest first. */
export function Movements({ sku }: { sku: string }) {
  const words = useWords()
  const { t } = words
  const [query] = useSearchParams()
  const before = query.get('before')
  const { data, error, isPlaceholderData } = useMovements(sku, before)
  return (
    <Panel title={t('stock.movements')} note={t('stock.movementsNote')} flush testId="movements">
      <div className={styles['table']}>
        <DataTable
          testId="movements-table"
          columns={movementColumns(words)}
          rows={error !== null && data === undefined ? [] : data?.movements.map(toRow)}
          rowKey="key"
          minWidth={800}
          isStale={isPlaceholderData}
          empty={<EmptyState title={error === null ? t('stock.movementsEmpty') : problemText(t, error)} />}
        />
      </div>
      <div className={styles['pages']}>
        <Pager
          firstTo={before === null ? null : '?'}
          nextTo={data === undefined || data.next === null ? null : `?before=${encodeURIComponent(data.next)}`}
        />
      </div>
    </Panel>
  )
}

/** At one location the same reference stands once to each kind. */
function toRow(movement: StockMovementView): Row {
  return { ...movement, key: `${movement.kind} ${movement.location} ${movement.reference}` }
}

function movementColumns({ t, language, word, actor }: Words): DataColumn<Row>[] {
  const signed = (quantity: number) => `${quantity > 0 ? '+' : '−'}${formatCount(Math.abs(quantity), language)}`
  return [
    {
      key: 'at',
      title: t('stock.at'),
      width: 166,
      render: ({ at }) => (at === null ? t('stock.nobody') : <TimeText at={at} />),
    },
    { key: 'kind', title: t('stock.kind'), width: 90, render: ({ kind }) => word('movement', kind) },
    { key: 'location', title: t('stock.location'), width: 92, render: ({ location }) => location },
    {
      key: 'change',
      title: t('stock.change'),
      width: 86,
      align: 'right',
      render: ({ quantity }) => (
        <b className={cx(quantity > 0 ? styles['more'] : styles['less'])}>{signed(quantity)}</b>
      ),
    },
    {
      key: 'after',
      title: t('stock.after'),
      width: 92,
      align: 'right',
      render: ({ onHandAfter }) => formatCount(onHandAfter, language),
    },
    { key: 'why', title: t('stock.why'), render: (row) => <Why row={row} /> },
    {
      key: 'by',
      title: t('stock.by'),
      width: 124,
      render: (row) => (row.actor === null ? t('stock.nobody') : actor(row.actor)),
    },
  ]
}

/** The order that shipped, or the paper and what was said about it. */
function Why({ row: { orderNumber, reference, reason } }: { row: Row }) {
  if (orderNumber !== null) return <Link to={paths.order(orderNumber)}>{orderNumber}</Link>
  const text = [reason, reference].filter((part) => part !== '').join(' · ')
  return <span title={text}>{text}</span>
}
