// The one way on hand changes: a row of the ledger together with what it does to its level.

import { changeLevel } from '../batch/draft.ts'
import type { Draft } from '../batch/draft.ts'
import type { StockLevel, StockMovement } from './stock.ts'

type Movement = Pick<StockMovement, 'kind' | 'quantity' | 'reference' | 'reason'>

export function moveStock(draft: Draft, level: StockLevel, movement: Movement): void {
  const { skuId, locationId } = level
  draft.movements.push({ skuId, locationId, ...movement, actor: draft.actor })
  changeLevel(draft, level, { onHand: movement.quantity })
}
