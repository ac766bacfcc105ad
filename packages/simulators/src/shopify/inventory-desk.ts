// Writing counts. Since version 2026-04 every write carries an idempotency key and says what count it starts from, or
// null. A key seen before is answered as it was then; with other arguments it is refused.

import { valueFromASTUntyped } from 'graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { gid, idOf, LOCATION_ID, skuIdOfInventoryItem } from './ids.ts'

interface Target {
  inventoryItemId: string
  locationId: string
  changeFromQuantity?: number | null
}

interface WriteInput {
  name: string
  reason: string
}

export interface SetInput extends WriteInput {
  quantities: (Target & { quantity: number })[]
}

export interface AdjustInput extends WriteInput {
  changes: (Target & { delta: number })[]
}

interface UserError {
  code: string
  field: string[]
  message: string
}

interface Payload {
  inventoryAdjustmentGroup: unknown
  userErrors: UserError[]
}

interface Write {
  target: Target
  mode: 'absolute' | 'delta'
  units: number
}

/** Documented reasons; others are refused. */
const REASONS = new Set(
  (
    'correction cycle_count_available damaged movement_canceled movement_created movement_received movement_updated ' +
    'other promotion quality_control received reservation_created reservation_deleted reservation_updated restock ' +
    'safety_stock shrinkage'
  ).split(' '),
)

export class InventoryDesk {
  private readonly market: Marketplace
  private readonly answered = new Map<string, { input: string; payload: Payload }>()

  constructor(market: Marketplace) {
    this.market = market
  }

  set(input: SetInput, info: GraphQLResolveInfo): Payload {
    const writes = input.quantities.map((target): Write => ({ target, mode: 'absolute', units: target.quantity }))
    return this.once(input, info, () => this.write(input, writes, 'quantities'))
  }

  adjust(input: AdjustInput, info: GraphQLResolveInfo): Payload {
    const writes = input.changes.map((target): Write => ({ target, mode: 'delta', units: target.delta }))
    return this.once(input, info, () => this.write(input, writes, 'changes'))
  }

  private once(input: WriteInput, info: GraphQLResolveInfo, write: () => Payload): Payload {
    const key = idempotencyKey(info)
    if (key === null) throw new Error('The @idempotent directive is required for this mutation but was not provided.')
    const text = JSON.stringify([info.fieldName, input])
    const before = this.answered.get(key)
    if (before?.input === text) return before.payload
    if (before !== undefined) {
      return refused('IDEMPOTENCY_KEY_PARAMETER_MISMATCH', ['input'], 'The same key was used with other parameters.')
    }
    const payload = write()
    if (payload.userErrors.length === 0) this.answered.set(key, { input: text, payload })
    return payload
  }

  /** All of the writes or none. */
  private write(input: WriteInput, writes: readonly Write[], list: string): Payload {
    if (input.name !== 'available') return refused('INVALID_NAME', ['input', 'name'], 'The quantity name is invalid.')
    if (!REASONS.has(input.reason)) return refused('INVALID_REASON', ['input', 'reason'], 'The reason is invalid.')
    for (const [index, write] of writes.entries()) {
      const error = this.problemOf(write, ['input', list, String(index)])
      if (error !== null) return { inventoryAdjustmentGroup: null, userErrors: [error] }
    }
    const changes = writes.map(({ target, mode, units }) => {
      const skuId = skuOf(target)
      const before = this.market.ledger.stock.shown(skuId)
      const after = this.market.writeStock({ skuId, mode, units, key: null })
      return { name: input.name, delta: after - before, quantityAfterChange: after }
    })
    return { inventoryAdjustmentGroup: { reason: input.reason, changes }, userErrors: [] }
  }

  private problemOf({ target, mode, units }: Write, path: string[]): UserError | null {
    if (target.changeFromQuantity === undefined) throw new Error('changeFromQuantity is required; null opts out')
    const { stock } = this.market.ledger
    if (!stock.isKnown(skuOf(target)) || idOf('InventoryItem', target.inventoryItemId) === null) {
      return { code: 'INVALID_INVENTORY_ITEM', field: [...path, 'inventoryItemId'], message: 'The item is unknown.' }
    }
    if (target.locationId !== gid('Location', LOCATION_ID)) {
      return { code: 'INVALID_LOCATION', field: [...path, 'locationId'], message: 'The location is unknown.' }
    }
    if (mode === 'absolute' && units < 0) {
      return { code: 'INVALID_QUANTITY_NEGATIVE', field: [...path, 'quantity'], message: 'Must not be negative.' }
    }
    const { changeFromQuantity } = target
    const isStale = changeFromQuantity !== null && changeFromQuantity !== stock.shown(skuOf(target))
    return isStale
      ? { code: 'CHANGE_FROM_QUANTITY_STALE', field: [...path, 'changeFromQuantity'], message: 'It changed meanwhile.' }
      : null
  }
}

function skuOf({ inventoryItemId }: Target): string {
  return skuIdOfInventoryItem(idOf('InventoryItem', inventoryItemId) ?? '')
}

function refused(code: string, field: string[], message: string): Payload {
  return { inventoryAdjustmentGroup: null, userErrors: [{ code, field, message }] }
}

function idempotencyKey({ fieldNodes, variableValues }: GraphQLResolveInfo): string | null {
  const directive = fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent')
  const argument = directive?.arguments?.find(({ name }) => name.value === 'key')
  if (argument === undefined) return null
  const value: unknown = valueFromASTUntyped(argument.value, variableValues)
  return typeof value === 'string' && value !== '' ? value : null
}
