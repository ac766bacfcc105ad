// The write: one statement per table, then the batch's own row. The database works through one while we
// encode the next; stock goes first, for it is decided before anything is hashed, and its rows are locked already.

import type { Change, Effects, FulfillmentOrder, Shipment } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { insertInto, updateBy, writeRows } from '../database/columns.ts'
import { sendInTurn } from '../database/send-in-turn.ts'
import type { Writes } from '../database/send-in-turn.ts'
import { writeStock } from '../inventory/write-stock.ts'
import { writeConfirmations, writePublications } from '../listing/write-publications.ts'
import { writeOrders } from '../order/write-orders.ts'
import type { Vault } from '../privacy/vault.ts'
import { sealPage } from '../timeline/raw-page.ts'
import { chainEvents, placeReceivers, writeEvents, writeRawPage } from '../timeline/write-timeline.ts'
import type { TimelineBatch } from '../timeline/write-timeline.ts'
import type { StageChanges } from '../overview/stage-changes.ts'
import { writeCursorMoves } from './load-cursors.ts'

const OF_BATCH = { shared: [{ name: 'batch_id', type: 'int8' }] } as const

const FULFILLMENT_ORDERS = insertInto<FulfillmentOrder>(
  'fulfillment_orders',
  [
    { name: 'id', type: 'int8', of: (row) => row.id },
    { name: 'location_id', type: 'int4', of: (row) => row.locationId },
    { name: 'state', type: 'text', of: (row) => row.state },
    { name: 'priority', type: 'int4', of: (row) => row.priority },
    { name: 'release_at', type: 'timestamptz', of: (row) => row.releaseAt },
  ],
  OF_BATCH,
)
const FULFILLMENT_STATES = updateBy<FulfillmentOrder>(
  'fulfillment_orders',
  [
    { name: 'id', type: 'int8', of: (row) => row.id },
    { name: 'state', type: 'text', of: (row) => row.state },
  ],
  { keys: 1 },
)

const SHIPMENTS = insertInto<Shipment>(
  'shipments',
  [
    { name: 'id', type: 'int8', of: (row) => row.id },
    { name: 'fulfillment_order_id', type: 'int8', of: (row) => row.fulfillmentOrderId },
    { name: 'carrier', type: 'text', of: (row) => row.carrier },
    { name: 'tracking_number', type: 'text', of: (row) => row.trackingNumber },
  ],
  OF_BATCH,
)

export interface WriteContext {
  vault: Vault
  shopIdByKey: ReadonlyMap<string, number>
  timeline: TimelineBatch
  versions: { code: string; ruleSet: number; settings: number }
  commands: number
  stageChanges: StageChanges
}

export async function writeEffects(tx: Transaction, effects: Effects, context: WriteContext): Promise<void> {
  await sendInTurn(writes(tx, effects, context))
}

function* writes(tx: Transaction, effects: Effects, context: WriteContext): Writes {
  const { timeline, shopIdByKey } = context
  const batchId = timeline.id
  yield writeStock(tx, effects, batchId)
  const entries: Uint8Array[] = []
  const events = chainEvents(effects.events, timeline, entries)
  placeReceivers(effects.orders, timeline.rawPageId, entries)
  yield* writeOrders(tx, effects.orders, { batchId, shopIdByKey })
  yield writeEvents(tx, events, timeline)
  yield writeFulfillment(tx, effects, batchId)
  if (entries.length > 0) yield writeRawPage(tx, sealedPage(context, entries))
  yield Promise.all([
    writeCursorMoves(tx, effects.cursorMoves),
    writePublications(tx, effects.publications),
    writeConfirmations(tx, effects.confirmations),
    writeBatchRow(tx, effects, context),
  ])
}

async function writeFulfillment(tx: Transaction, effects: Effects, batchId: number): Promise<void> {
  const changed = (change: Change) => effects.fulfillmentOrders.filter((row) => row.change === change)
  await Promise.all([
    writeRows(tx, FULFILLMENT_ORDERS, { rows: changed('insert'), shared: [batchId] }),
    writeRows(tx, FULFILLMENT_STATES, { rows: changed('update') }),
    writeRows(tx, SHIPMENTS, { rows: effects.shipments, shared: [batchId] }),
  ])
}

function sealedPage({ vault, timeline }: WriteContext, entries: readonly Uint8Array[]) {
  return { id: timeline.rawPageId, at: timeline.now, entries: entries.length, sealed: sealPage(vault, entries) }
}

/** The batch describes itself, with the two counts the overview sums by minute. */
async function writeBatchRow(
  tx: Transaction,
  effects: Effects,
  { timeline, versions, commands, stageChanges }: WriteContext,
): Promise<void> {
  let received = 0
  let allocated = 0
  for (const event of effects.events) {
    if (event.kind === 'order_received') received += 1
    else if (event.kind === 'order_allocated') allocated += 1
  }
  await tx`
    insert into batches (id, now, code_version, rule_set_version, settings_version, commands, orders_received, orders_allocated, stage_changes)
    values (${timeline.id}, ${new Date(timeline.now).toISOString()}::timestamptz, ${versions.code}, ${versions.ruleSet}, ${versions.settings}, ${commands}, ${received}, ${allocated},
      ${JSON.stringify(stageChanges)}::text::jsonb)`
}
