import { Link } from 'react-router'
import type { LevelQuantities, PoolQuantities, StockSummary } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { LiveFigure } from '../../ui/LiveFigure.tsx'
import type { Words } from '../../ui/use-words.ts'
import { PoolFigure } from './PoolFigure.tsx'
import { quantityTone } from './quantity-tone.ts'

const POOL_FIELDS = ['available', 'reserved', 'allocated', 'safety', 'unavailable', 'onHand', 'short'] as const
/** Of one location; what is reserved rests on the pool. */
const LEVEL_FIELDS = ['available', 'allocated', 'safety', 'unavailable', 'onHand', 'short'] as const

/** Of all locations, or of the one asked for. */
export function stockColumns({ t }: Words, isOneLocation: boolean): DataColumn<StockSummary>[] {
  const figures = isOneLocation
    ? LEVEL_FIELDS.map((field) => levelColumn(field, t(`stockQuantity.${field}`)))
    : POOL_FIELDS.map((field) => poolColumn(field, t(`stockQuantity.${field}`)))
  return [
    {
      key: 'sku',
      title: t('stock.sku'),
      width: 160,
      render: ({ sku }) => (
        <Link to={paths.sku(sku)} data-testid="stock-sku">
          {sku}
        </Link>
      ),
    },
    // Beside the code, or a phone would show none of the figures.
    ...figures.slice(0, 1),
    { key: 'name', title: t('stock.name'), render: ({ name }) => <span title={name}>{name}</span> },
    ...figures.slice(1),
    {
      key: 'waiting',
      title: t('stockQuantity.waiting'),
      width: 130,
      align: 'right',
      render: ({ waiting: { units, orders } }) => (units === 0 ? '' : t('stock.waitingOf', { units, orders })),
    },
  ]
}

const WIDTH = 92

function poolColumn(field: keyof PoolQuantities, title: string): DataColumn<StockSummary> {
  return { key: field, title, width: WIDTH, align: 'right', render: (row) => <PoolFigure row={row} field={field} /> }
}

function levelColumn(field: keyof LevelQuantities, title: string): DataColumn<StockSummary> {
  return {
    key: field,
    title,
    width: WIDTH,
    align: 'right',
    render: ({ level }) => {
      const value = level?.[field] ?? 0
      return <LiveFigure value={value} tone={quantityTone(field, value)} testId={`stock-${field}`} />
    },
  }
}
