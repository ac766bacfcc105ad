import type { Order } from '@tidegate/domain'
import type { CachedSku } from '../inventory/stock-cache.ts'

/** What one committed batch left, as far as somebody may watch it. Nothing of it changes any more. */
export interface Committed {
  stock: readonly CachedSku[]
  orders: readonly Order[]
}

/** Where nothing that is watched row by row changed, but a page may have. */
export const NO_ROWS: Committed = { stock: [], orders: [] }
