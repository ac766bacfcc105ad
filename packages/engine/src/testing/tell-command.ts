import type { Command } from '@tidegate/domain'

/** A command in one short line, for the log of a story that failed. */
export function tellCommand(command: Command): string {
  if (command.kind !== 'record_order') {
    const { kind, actor: _, ...rest } = command
    return `${kind} ${JSON.stringify(rest)}`
  }
  const { key, version, lines, legs, receiver, platformState, placedAt, ...rest } = command.snapshot
  const asked =
    lines?.map((line) => `${line.skuCode}=${line.quantity}-${line.cancelledQuantity}`).join(' ') ?? 'no lines'
  const paid = legs.map((leg) => `${leg.leg} ${leg.paidFen}/${leg.payableFen}`).join(' ')
  const flags = [platformState, rest.refunding ? 'refunding' : '', rest.shippingForbidden ? 'forbidden' : ''].join(' ')
  const age = `v${(version / 1_000) % 100} placed ${new Date(placedAt).toISOString()}`
  return `record_order ${key.shop}/${key.platformOrderId} ${age} ${flags} payable ${rest.payableFen} ${paid}: ${asked}, to ${receiver?.province ?? 'nobody'}`
}
