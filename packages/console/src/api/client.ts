// The typed client: one function sends, and every refusal leaves as an ApiProblem.

import { PATHS } from '@tidegate/contract'
import type {
  BulkRequest,
  BulkResult,
  OrderDetail,
  OrderExplanation,
  OrderPage,
  Overview,
  Problem,
  Session,
} from '@tidegate/contract'
import { reportReached, reportUnreachable } from './connection.ts'
import { setServerTime } from './server-clock.ts'

/** Longer than any answer of a healthy server, shorter than a person's patience. */
const REQUEST_TIMEOUT_MS = 8_000

/** Statuses a proxy gives on behalf of a server that is not there. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 504])

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** Null where no problem document came back: the service, or the way to it, is down. */
  readonly problem: Problem | null

  constructor(problem: Problem | null, options?: ErrorOptions) {
    super(problem?.title ?? 'The service cannot be reached', options)
    this.problem = problem
  }
}

export interface OrdersAsked {
  limit: number
  /** The `next` of an earlier page. */
  before: string | null
}

export const api = {
  session: (signal: AbortSignal) => send<Session>({ path: PATHS.session, signal }),
  signIn: (token: string) => send<Session>({ path: PATHS.signIn, method: 'POST', body: { token } }),
  signOut: () => send<undefined>({ path: PATHS.session, method: 'DELETE' }),
  overview: (signal: AbortSignal) => send<Overview>({ path: PATHS.overview, signal }),
  orders: ({ limit, before }: OrdersAsked, signal: AbortSignal) => {
    const query = new URLSearchParams({ limit: String(limit), ...(before === null ? {} : { before }) })
    return send<OrderPage>({ path: `${PATHS.orders}?${query.toString()}`, signal })
  },
  order: (number: string, signal: AbortSignal) => send<OrderDetail>({ path: pathOf(PATHS.order, number), signal }),
  actOnOrders: (request: BulkRequest) => send<BulkResult>({ path: PATHS.orderActions, method: 'POST', body: request }),
  explanation: (number: string, signal: AbortSignal) =>
    send<OrderExplanation>({ path: pathOf(PATHS.explanation, number), signal }),
}

function pathOf(pattern: string, number: string): string {
  return pattern.replace(':number', encodeURIComponent(number))
}

interface Request {
  path: string
  method?: 'POST' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
}

/** For the parts of the API that have a file of their own. */
export async function send<T>(request: Request): Promise<T> {
  const response = await reach(request)
  const text = await response.text()
  if (GATEWAY_STATUSES.has(response.status)) {
    reportUnreachable()
    throw new ApiProblem(null)
  }
  reportReached()
  setServerTime(response.headers.get('date'))
  // The type is the contract's; the server validates what it sends, so it is not validated twice.
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T
  throw new ApiProblem(problemOf(response.status, text))
}

async function reach({ path, method, body, signal }: Request): Promise<Response> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  try {
    return await fetch(path, {
      method: method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(method === undefined ? {} : { 'x-tidegate-csrf': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
  } catch (cause) {
    if (signal?.aborted === true) throw cause
    reportUnreachable()
    throw new ApiProblem(null, { cause })
  }
}

function problemOf(status: number, text: string): Problem {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && 'code' in parsed)
      return { retryable: false, ...parsed, status } as Problem
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return { type: 'about:blank', title: 'Unexpected answer', status, code: 'unknown', retryable: status >= 500 }
}
