import { explainAvailable } from '@tidegate/contract'
import type { LevelQuantities, SkuStock, StockLevel } from '@tidegate/contract'
import { useState } from 'react'
import { usePush } from '../../api/use-push.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LiveFigure } from '../../ui/LiveFigure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import type { Words } from '../../ui/use-words.ts'
import { quantityTone } from '../stock/quantity-tone.ts'
import styles from './levels.module.css'

const FIELDS = ['available', 'allocated', 'safety', 'unavailable', 'onHand', 'short'] as const

interface Row extends StockLevel {
  code: string
}

/** Every location, also where nothing of the SKU ever was. */
export function Levels({ stock: { sku, levels } }: { stock: SkuStock }) {
  const words = useWords()
  const { t } = words
  return (
    <Panel title={t('stock.levels')} note={t('stock.levelsNote')} flush testId="levels">
      <div className={styles['levels']}>
        <DataTable
          columns={levelColumns(words, sku)}
          rows={levels.map((level): Row => ({ ...level, code: level.location.code }))}
          rowKey="code"
          minWidth={780}
          empty={<EmptyState title={t('stock.anyLocation')} />}
        />
      </div>
    </Panel>
  )
}

function levelColumns({ t }: Words, sku: string): DataColumn<Row>[] {
  return [
    {
      key: 'location',
      title: t('stock.location'),
      render: ({ location: { code, name, sellable } }) => (
        <>
          {name} <small className={styles['code']}>{code}</small>
          {!sellable && <small className={styles['code']}> · {t('stock.notSellable')}</small>}
        </>
      ),
    },
    ...FIELDS.map((field): DataColumn<Row> => ({
      key: field,
      title: t(`stockQuantity.${field}`),
      width: 118,
      align: 'right',
      render: (row) => <LevelFigure sku={sku} level={row} field={field} />,
    })),
  ]
}

interface FigureProps {
  sku: string
  level: StockLevel
  field: keyof LevelQuantities
}

/** As the page has it, or as it was pushed since. */
function LevelFigure({ sku, level, field }: FigureProps) {
  const { code, sellable } = level.location
  const [pushed, setPushed] = useState<{ version: number; value: number } | null>(null)
  usePush({ kind: 'location', location: code, sku }, (quantities, version) => {
    const available = sellable ? explainAvailable(quantities).available : 0
    setPushed({ version, value: { ...quantities, available }[field] })
  })
  const value = pushed !== null && pushed.version > level.version ? pushed.value : level[field]
  const tone = field === 'available' ? undefined : quantityTone(field, value)
  return <LiveFigure value={value} tone={value === 0 ? 'quiet' : tone} testId={`level-${code}-${field}`} />
}
