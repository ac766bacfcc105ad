// One place turns what went wrong into an answer. A caller's mistake is named with its field and what was
// expected there; a mistake of ours is logged once under an id, and the caller gets the id and nothing else.

import { randomUUID } from 'node:crypto'
import { PROBLEMS } from '@tidegate/contract'
import type { Problem, ProblemCode } from '@tidegate/contract'
import { ClosedError, OverloadError } from '@tidegate/engine'
import type { FastifyError, FastifyReply } from 'fastify'
import type { Log } from '../log.ts'
import { describeFault } from './validation-fault.ts'

export const PROBLEM_TYPE = 'application/problem+json'
const RETRY_AFTER_SECONDS = 1

export interface ProblemDetails {
  detail?: string
  field?: string
  expected?: string
}

/** Thrown by a route to refuse. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? PROBLEMS[code].title)
    this.code = code
    this.details = details
  }
}

export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  return { type: `urn:tidegate:problem:${code}`, ...PROBLEMS[code], code, ...details }
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  // Where a limiter has said how long, its word stands.
  if (body.retryable && !reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply.code(body.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(body))
}

/** What the caller of a failed request, or of a failed item of one, is told. */
export type ProblemOf = (error: unknown) => Problem

export function problemOf(error: unknown, log: Log): Problem {
  if (error instanceof Refusal) return problem(error.code, error.details)
  if (error instanceof OverloadError || error instanceof ClosedError) return problem('overloaded')
  const { statusCode, code, validation, validationContext } = error as FastifyError
  if (validation?.[0] !== undefined) return problem('bad_request', describeFault(validation[0], validationContext))
  if (code === 'FST_ERR_HANDLER_TIMEOUT' || statusCode === 503) return problem('overloaded')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return callersProblem(statusCode, code)
  const incident = randomUUID()
  log.error({ err: error, incident }, 'a request failed')
  return problem('internal', { detail: `Quote incident ${incident} when you report this` })
}

function callersProblem(statusCode: number, code: string | undefined): Problem {
  if (statusCode === 404) return problem('not_found')
  if (statusCode === 413) return problem('too_large')
  if (statusCode === 429) return problem('too_many_requests')
  return problem('bad_request', { expected: EXPECTED[code ?? ''] ?? 'a well-formed HTTP request' })
}

/** By the framework's code. Its own messages quote what was sent, so they are not passed on. */
const EXPECTED: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type application/json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'a body in JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'as many bytes as content-length says',
  FST_ERR_BAD_URL: 'a well-formed address',
}
