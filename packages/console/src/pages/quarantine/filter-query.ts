// The list's filter as the address holds it, so that a filtered list is a link.

import type { QuarantineReason } from '@tidegate/contract'
import type { QuarantineAsked } from '../../api/quarantine.ts'

export function askedOf(query: URLSearchParams): QuarantineAsked {
  const age = Number(query.get('age') ?? 0)
  return {
    state: query.get('state') === 'ended' ? 'ended' : 'open',
    source: query.get('source') ?? '',
    code: query.get('code'),
    field: query.get('field'),
    olderThanSeconds: Number.isSafeInteger(age) && age > 0 ? age : 0,
    before: query.get('before'),
  }
}

/** What stands at its default is left out. */
export function searchOf({ state, source, code, field, olderThanSeconds, before }: QuarantineAsked): string {
  const all = {
    state: state === 'open' ? '' : state,
    source,
    code: code ?? '',
    field: field ?? '',
    age: olderThanSeconds === 0 ? '' : String(olderThanSeconds),
    before: before ?? '',
  }
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString()
}

export function isFiltered({ state, source, code, field, olderThanSeconds }: QuarantineAsked): boolean {
  return state !== 'open' || source !== '' || code !== null || field !== null || olderThanSeconds > 0
}

/** How many wait for the reason asked for; null where the counts by reason cannot tell. */
export function waitingFor(asked: QuarantineAsked, reasons: readonly QuarantineReason[] | undefined): number | null {
  if (reasons === undefined || asked.state !== 'open' || asked.source !== '' || asked.olderThanSeconds > 0) return null
  const { code, field } = asked
  return reasons
    .filter((reason) => (code === null || reason.code === code) && (field === null || reason.field === field))
    .reduce((sum, { count }) => sum + count, 0)
}
