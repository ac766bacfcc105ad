// Every refusal of the API, RFC 9457. Only this file knows HTTP numbers; docs/reference/problems.md is
// held equal to it by a test.

import { Type } from 'typebox'
import type { Static } from 'typebox'

export const PROBLEMS = {
  bad_request: { status: 400, title: 'The request does not have the expected form', retryable: false },
  not_signed_in: { status: 401, title: 'Sign in first', retryable: false },
  key_not_valid: { status: 401, title: 'This API key is unknown or revoked', retryable: false },
  not_allowed: { status: 403, title: 'Your role may not do this', retryable: false },
  scope_missing: { status: 403, title: 'This API key lacks the scope for that', retryable: false },
  not_found: { status: 404, title: 'There is no such thing here', retryable: false },
  /** Facts and orders that name something we do not have. */
  shop_unknown: { status: 422, title: 'There is no such shop', retryable: false },
  sku_unknown: { status: 422, title: 'There is no such SKU', retryable: false },
  location_unknown: { status: 422, title: 'There is no such location', retryable: false },
  leg_unknown: { status: 422, title: 'The order has no such payment leg', retryable: false },
  /** Facts that contradict what is recorded. */
  recorded_with_different_amount: {
    status: 409,
    title: 'That refund is recorded with another amount',
    retryable: false,
  },
  recorded_with_different_quantity: {
    status: 409,
    title: 'That reference is recorded with another quantity',
    retryable: false,
  },
  exceeds_paid: { status: 409, title: 'More would go back than was paid', retryable: false },
  exceeds_on_hand: { status: 409, title: 'More would be missing than is there', retryable: false },
  channel_decides: { status: 409, title: "Only the order's own channel says this of it", retryable: false },
  quarantined: { status: 422, title: 'It could not be applied and waits in quarantine for a person', retryable: false },
  import_not_ready: { status: 409, title: 'This file is not here as a whole, or is being imported', retryable: false },
  idempotency_key_reused: {
    status: 422,
    title: 'This idempotency key came with another request before',
    retryable: false,
  },
  idempotency_key_busy: {
    status: 409,
    title: 'The first request with this idempotency key is still under way',
    retryable: true,
  },
  too_large: { status: 413, title: 'The request is larger than allowed', retryable: false },
  too_many_requests: { status: 429, title: 'Too many requests', retryable: true },
  internal: { status: 500, title: 'Something failed on our side', retryable: true },
  overloaded: { status: 503, title: 'The gate is full, try again shortly', retryable: true },
} as const
export type ProblemCode = keyof typeof PROBLEMS

export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  retryable: Type.Boolean(),
  detail: Type.Optional(Type.String()),
  /** The field at fault, as a JSON pointer, and what was expected there. */
  field: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
})
export type Problem = Static<typeof Problem>
