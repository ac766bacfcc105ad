// What the rules are to see of each order at each command, found before any stock is locked. It folds
// only content, by the same version rules as the decision, so both see the same order.

import { isOrderCommand, orderKeyOf } from '../batch/command.ts'
import type { SealedCommand } from '../batch/command.ts'
import { sumFen } from '../kernel/money.ts'
import { partApplies } from '../order/apply-snapshot.ts'
import { orderKeyText } from '../order/order-key.ts'
import type { OrderSnapshot, SealedReceiver } from '../order/order-snapshot.ts'
import type { Order } from '../order/order.ts'
import type { RoutingInput } from './routing-facts.ts'

interface Content {
  contentHash: string
  state: number | null
  lines: number | null
  receiver: number | null
  input: RoutingInput
}

/** Inputs by command position; a repeat of known content needs none. */
export function routingInputs(
  orders: ReadonlyMap<string, Order>,
  commands: readonly SealedCommand[],
): Map<number, RoutingInput> {
  const contents = new Map<string, Content>()
  const inputs = new Map<number, RoutingInput>()
  commands.forEach((command, position) => {
    // History is never routed.
    if (!isOrderCommand(command) || command.kind === 'record_history') return
    const keyText = orderKeyText(orderKeyOf(command))
    let content = contents.get(keyText) ?? contentOf(orders.get(keyText))
    if (command.kind === 'record_order') {
      if (content?.contentHash === command.contentHash) return
      content = foldContent(content, command.snapshot, command.contentHash)
    }
    if (content === undefined) return
    contents.set(keyText, content)
    inputs.set(position, content.input)
  })
  return inputs
}

function contentOf(order: Order | undefined): Content | undefined {
  if (order === undefined) return undefined
  return {
    contentHash: order.contentHash,
    ...order.versions,
    input: {
      channel: order.key.channel,
      shop: order.key.shop,
      province: order.receiver?.province ?? '',
      city: order.receiver?.city ?? '',
      payableFen: order.payableFen,
      units: sumFen(order.lines, (line) => line.quantity - line.cancelledQuantity),
    },
  }
}

function foldContent(
  content: Content | undefined,
  snapshot: OrderSnapshot<SealedReceiver>,
  contentHash: string,
): Content {
  const before = content ?? {
    contentHash,
    state: null,
    lines: null,
    receiver: null,
    input: { channel: snapshot.key.channel, shop: snapshot.key.shop, province: '', city: '', payableFen: 0, units: 0 },
  }
  const after: Content = { ...before, contentHash, input: { ...before.input } }
  if (partApplies(snapshot.version, before.state)) {
    after.state = snapshot.version
    after.input.payableFen = snapshot.payableFen
  }
  if (snapshot.lines !== null && partApplies(snapshot.version, before.lines)) {
    after.lines = snapshot.version
    after.input.units = sumFen(snapshot.lines, (line) => line.quantity - line.cancelledQuantity)
  }
  if (snapshot.receiver !== null && partApplies(snapshot.version, before.receiver)) {
    after.receiver = snapshot.version
    after.input.province = snapshot.receiver.province
    after.input.city = snapshot.receiver.city
  }
  return after
}
