// Goods came in, or a count differs: facts about one SKU at one location. Recorded once per reference;
// when a fact leaves promises uncovered, `short` says by how much.

import type { AdjustStock, ReceiveStock } from '../batch/command.ts'
import type { Draft } from '../batch/draft.ts'
import { levelOf, levelOrNew } from '../batch/draft.ts'
import type { StockFactOutcome } from '../batch/outcome.ts'
import { movementKey } from '../batch/snapshot.ts'
import { assert } from '../kernel/assert.ts'
import { moveStock } from './move-stock.ts'
import type { MovementKind } from './stock.ts'

/** Beyond this a quantity is a typing error, and sums could leave 32 bits. */
const STOCK_QUANTITY_MAX = 10_000_000

export function decideStockFact(draft: Draft, command: ReceiveStock | AdjustStock): StockFactOutcome {
  const skuId = draft.snapshot.skuIdByCode.get(command.skuCode)
  if (skuId === undefined) return { outcome: 'sku_unknown' }
  const location = draft.snapshot.locations.get(command.locationCode)
  if (location === undefined) return { outcome: 'location_unknown' }
  assert(
    Number.isInteger(command.quantity) && Math.abs(command.quantity) <= STOCK_QUANTITY_MAX,
    'quantity is an integer within bounds',
  )
  const kind: MovementKind = command.kind === 'receive_stock' ? 'receipt' : 'adjustment'
  const key = movementKey({ kind, skuId, locationId: location.id, reference: command.reference })
  const earlier = draft.snapshot.movements.get(key)
  if (earlier !== undefined) {
    const outcome = earlier === command.quantity ? 'already_recorded' : 'recorded_with_different_quantity'
    return outcome === 'already_recorded' ? { outcome } : { outcome, quantity: earlier }
  }
  const known = levelOf(draft, skuId, location.id)?.onHand ?? 0
  // Nothing can lack more than is there: the paper is wrong, and its sender must hear it.
  if (known + command.quantity < 0) return { outcome: 'exceeds_on_hand', onHand: known }
  const level = levelOrNew(draft, skuId, location.id)
  draft.snapshot.movements.set(key, command.quantity)
  const reason = command.kind === 'adjust_stock' ? command.reason : ''
  moveStock(draft, level, { kind, quantity: command.quantity, reference: command.reference, reason })
  if (command.quantity > 0) draft.replenishedSkus.add(skuId)
  return { outcome: 'recorded', onHand: level.onHand, short: level.short }
}
