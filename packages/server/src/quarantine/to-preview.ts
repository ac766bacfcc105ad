// What a command would be, for a person's eyes before it is sent. Of the receiver only the region is told.

import type { PreviewedCommand, PreviewedOrder } from '@tidegate/contract'
import { sumFen } from '@tidegate/domain'
import type { Command, OrderSnapshot } from '@tidegate/domain'

export function toPreview(command: Command): PreviewedCommand {
  if (command.kind === 'record_order') return { kind: command.kind, order: toOrder(command.snapshot), facts: {} }
  const { kind, actor: _, ...facts } = command
  return { kind, order: null, facts: Object.fromEntries(flattened(facts, '')) }
}

function toOrder(snapshot: OrderSnapshot): PreviewedOrder {
  const { key, placedAt, platformState, currency, payableFen, freightFen, legs, lines, receiver } = snapshot
  return {
    ...key,
    placedAt: new Date(placedAt).toISOString(),
    platformState,
    currency,
    payableFen,
    paidFen: sumFen(legs, (leg) => leg.paidFen),
    freightFen,
    region: receiver === null ? '' : [receiver.province, receiver.city, receiver.district].join(' ').trim(),
    lines:
      lines?.map(({ skuCode, title, quantity, payableFen: fen }) => ({ skuCode, title, quantity, payableFen: fen })) ??
      null,
  }
}

/** `key.shop` and so on: keys are the only things inside a command's facts. */
function* flattened(facts: object, prefix: string): Generator<[string, string | number]> {
  for (const [name, value] of Object.entries(facts) as [string, unknown][]) {
    if (typeof value === 'string' || typeof value === 'number') yield [`${prefix}${name}`, value]
    else if (typeof value === 'object' && value !== null) yield* flattened(value, `${prefix}${name}.`)
  }
}
