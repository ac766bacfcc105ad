// TOP returns only the fields a request names ("fields" in the API metadata); `orders` means the lines whole,
// `orders.title` one field of each.

/** The OAID needs all of these asked for (TOP metadata of the order APIs). */
const OAID_NEEDS = ['receiver_name', 'receiver_address', 'receiver_mobile', 'receiver_phone', 'created']

export function selectFields(trade: Record<string, unknown>, fields: string): Record<string, unknown> {
  const wanted = new Set(fields.split(',').map((field) => field.trim()))
  const selected: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(trade)) if (wanted.has(name)) selected[name] = value
  const lineFields = [...wanted]
    .filter((field) => field.startsWith('orders.'))
    .map((field) => field.slice('orders.'.length))
  if (lineFields.length > 0 && selected['orders'] === undefined)
    selected['orders'] = selectLineFields(trade['orders'], lineFields)
  if (!OAID_NEEDS.every((field) => wanted.has(field))) delete selected['oaid']
  return selected
}

function selectLineFields(orders: unknown, fields: string[]): unknown {
  const { order } = orders as { order: Record<string, unknown>[] }
  return {
    order: order.map((line) =>
      Object.fromEntries(fields.filter((field) => field in line).map((field) => [field, line[field]])),
    ),
  }
}
