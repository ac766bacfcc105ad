// Plays a feed as a poller does: lease, then page by page its orders, what ships, and only then the
// cursor. Everything of the day is sent again whatever was stored, as after a crash.

import type { Command, MoveCursorOutcome, OrderKey } from '@tidegate/domain'
import { SHOP } from '../../../../tools/test-world.ts'
import { crashpoint } from '../batch/crashpoint.ts'
import type { OpenGate } from '../merchant/open-merchant.ts'
import { FEED, FEED_START } from './feed-day.ts'
import type { Page } from './feed-day.ts'

export interface PlayOptions {
  holder: string
  leaseMs: number
}

/** The answers of the cursor, one per page; it stops at the first page it may not prove. */
export async function playFeed(gate: OpenGate, pages: readonly Page[], options: PlayOptions): Promise<string[]> {
  const lease = await gate.leases.take({
    shop: SHOP,
    feed: FEED,
    holder: options.holder,
    ttlMs: options.leaseMs,
    startAt: FEED_START,
  })
  if (lease === null) return ['held_by_another']
  const answers: string[] = []
  for (const page of pages) {
    // eslint-disable-next-line no-await-in-loop -- a page is proven before the next is read
    answers.push(await playPage(gate, page, lease.epoch))
    if (answers.at(-1) === 'fenced') break
  }
  return answers
}

async function playPage(gate: OpenGate, page: Page, epoch: number): Promise<string> {
  await submitAll(gate, page.commands)
  await submitAll(gate, await shipments(gate, page.shipped))
  crashpoint('order_written_cursor_not_moved')
  const answer = await gate.submit({
    kind: 'move_cursor',
    actor: 'channel:taobao',
    shop: SHOP,
    feed: FEED,
    position: page.position,
    epoch,
  })
  return (answer as MoveCursorOutcome).outcome
}

async function submitAll(gate: OpenGate, commands: readonly Command[]): Promise<void> {
  const outcomes = await Promise.all(commands.map((command) => gate.submit(command)))
  const failed = outcomes.findIndex(({ outcome }) => outcome.endsWith('_unknown') || outcome === 'quarantined')
  if (failed >= 0) throw new Error(`${commands[failed]?.kind} of the day answered ${JSON.stringify(outcomes[failed])}`)
}

/** A warehouse knows work by our ids, which differ from run to run; it is found by the order it is for. */
async function shipments({ database }: OpenGate, orderIds: readonly OrderKey['platformOrderId'][]): Promise<Command[]> {
  const rows = await database<{ work: number; orderId: string }[]>`
    select distinct a.fulfillment_order_id as work, o.platform_order_id as "orderId"
    from orders o join allocations a on a.order_id = o.id
    where o.platform_order_id in (select jsonb_array_elements_text(${JSON.stringify(orderIds)}::text::jsonb))
      and a.ended_as is distinct from 'released'
    order by o.platform_order_id`
  return rows.map(({ work, orderId }) => ({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work,
    carrier: 'SF',
    trackingNumber: `SF-${orderId}`,
  }))
}
