// What a poll writes of what it could not apply, in one place, since a replay must say the same of the same fault.

import type { ChannelError, DecodeProblem } from '@tidegate/connectors'

export function problemReason({ field, expected, found }: DecodeProblem): string {
  const fault = `expected ${expected}, found ${found}`
  return field === '' ? fault : `${field}: ${fault}`
}

/** The channel lists the order and will not show it: nothing of it is kept but its id. */
export function unshownCode({ kind }: ChannelError): string {
  return kind === 'not_found' ? 'listed_but_not_found' : 'listed_but_refused'
}

export const UNSHOWN_CODES: ReadonlySet<string> = new Set(['listed_but_not_found', 'listed_but_refused'])
