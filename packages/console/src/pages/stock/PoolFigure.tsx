import type { PoolQuantities, StockSummary } from '@tidegate/contract'
import { useState } from 'react'
import { usePush } from '../../api/use-push.ts'
import { LiveFigure } from '../../ui/LiveFigure.tsx'
import { quantityTone } from './quantity-tone.ts'

interface Props {
  row: StockSummary
  field: keyof PoolQuantities
}

/** One quantity of a row's pool, as the list has it or as it was pushed since: only the figure is drawn again. */
export function PoolFigure({ row: { sku, version, pool }, field }: Props) {
  const [pushed, setPushed] = useState<{ version: number; value: number } | null>(null)
  usePush({ kind: 'stock', sku }, (quantities, newer) => setPushed({ version: newer, value: quantities[field] }))
  const value = pushed !== null && pushed.version > version ? pushed.value : pool[field]
  return <LiveFigure value={value} tone={quantityTone(field, value)} testId={`stock-${field}`} />
}
