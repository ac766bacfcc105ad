// Which quantities ask for a second look: nothing left to sell, and promises beyond what is there.

import type { PoolQuantities } from '@tidegate/contract'
import { LOW_STOCK_BELOW } from './stock-query.ts'

export function quantityTone(
  field: keyof PoolQuantities,
  value: number,
): 'strong' | 'warn' | 'late' | 'quiet' | undefined {
  if (field === 'short' && value > 0) return 'late'
  if (field === 'available') {
    if (value === 0) return 'late'
    return value < LOW_STOCK_BELOW ? 'warn' : 'strong'
  }
  return value === 0 ? 'quiet' : undefined
}
