// The facts an `expect` line may ask for, by name.

import { activeHolds } from '../hold/hold.ts'
import { must } from '../kernel/assert.ts'
import { orderKeyText } from '../order/order-key.ts'
import { orderStage } from '../order/order-stage.ts'
import { demandsOf } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import { keyOf } from './script-commands.ts'
import type { ScriptWorld } from './script-world.ts'

export type Facts = Record<string, string | number>

/** `pool A`, `level A HD`, `order 1`, `work 1`. */
export function factsOf(world: ScriptWorld, words: readonly string[]): Facts {
  const [, noun = '', first = '', second = ''] = words
  const { snapshot, skus, locations } = world
  const skuId = skus.get(first) ?? 0
  if (noun === 'pool') return { ...snapshot.pools.get(skuId) }
  if (noun === 'level') {
    return { ...snapshot.levels.get(skuId)?.find((level) => level.locationId === locations.get(second)?.id) }
  }
  const order = must(snapshot.orders.get(orderKeyText(keyOf(first))), `order ${first} is known`)
  return noun === 'work' ? workFacts(world, order) : orderFacts(order)
}

function orderFacts(order: Order): Facts {
  const quantities = { open: 0, reserved: 0, allocated: 0, shipped: 0, cancelled: 0, ordered: 0 }
  for (const { demand } of demandsOf(order)) {
    for (const name of Object.keys(quantities) as (keyof typeof quantities)[]) quantities[name] += demand[name]
  }
  const holdKinds = activeHolds(order.holds).map((hold) => hold.kind)
  return {
    ...quantities,
    stage: orderStage({ ...order, holdKinds, quantities }),
    payment: order.payment,
    platform: order.platformState,
    holds: holdKinds.toSorted().join('+') || 'none',
    queue: order.queue,
    events: order.eventsCount,
    lines: order.lines.length,
    paid: order.legs.map((leg) => leg.paidFen / 100).join('+'),
    refunded: order.legs.map((leg) => leg.refundedFen / 100).join('+'),
  }
}

/** Live units by location, and the state of the newest work at each as `HD.state`. */
function workFacts({ snapshot, locations }: ScriptWorld, order: Order): Facts {
  const facts: Facts = {}
  for (const { id, code } of locations.values()) {
    const here = order.allocations.filter((each) => each.locationId === id)
    const live = here.filter((each) => each.endedAs === null)
    facts[code] = live.reduce((total, each) => total + each.quantity, 0)
    const newest = here.at(-1)
    if (newest !== undefined)
      facts[`${code}.state`] = snapshot.fulfillmentOrders.get(newest.fulfillmentOrderId)?.state ?? ''
  }
  return facts
}
