// The one place that turns what went wrong into words for people.

import type { Translate } from '../i18n/i18n.ts'
import type { ProblemCode } from '@tidegate/contract'
import { ApiProblem } from '@tidegate/contract'

const CODES: Record<ProblemCode, true> = {
  bad_request: true,
  not_signed_in: true,
  key_not_valid: true,
  not_allowed: true,
  scope_missing: true,
  not_found: true,
  shop_unknown: true,
  sku_unknown: true,
  location_unknown: true,
  leg_unknown: true,
  recorded_with_different_amount: true,
  recorded_with_different_quantity: true,
  exceeds_paid: true,
  exceeds_on_hand: true,
  channel_decides: true,
  quarantined: true,
  import_not_ready: true,
  idempotency_key_reused: true,
  idempotency_key_busy: true,
  too_large: true,
  too_many_requests: true,
  internal: true,
  overloaded: true,
}

export function problemText(t: Translate, error: unknown): string {
  if (!(error instanceof ApiProblem))
    return t('problem.unknown', { status: error instanceof Error ? error.message : '?' })
  const { problem } = error
  if (problem === null) return t('problem.unreachable')
  const text = isKnown(problem.code) ? t(`problem.${problem.code}`) : t('problem.unknown', { status: problem.status })
  const { field, expected } = problem
  return field === undefined || expected === undefined ? text : t('problem.field', { text, field, expected })
}

export function isProblem(error: unknown, code: ProblemCode): boolean {
  return error instanceof ApiProblem && error.problem?.code === code
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(CODES, code)
}
