// The API's own client (packages/contract/src/client), with what a page adds to it: the header that tells our pages from
// foreign ones, a patience of its own, and word to the connection notice when nobody answers.

import { ApiProblem, createClient } from '@tidegate/contract'
import type { BulkRequest, ClientProblem, ClientRequest, ClientResponse, OrderListQuery } from '@tidegate/contract'
import { reportReached, reportUnreachable } from './connection.ts'
import { setServerTime } from './server-clock.ts'

/** Longer than any answer of a healthy server, shorter than a person's patience. */
const REQUEST_TIMEOUT_MS = 8_000

/** For what the server asks a platform before it answers; the server gives up sooner. */
const PATIENT_TIMEOUT_MS = 75_000

/** Statuses a proxy gives on behalf of a server that is not there. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 504])

/** Typed by operation; for the parts of the API that have a file of their own. */
export const client = createClient({
  headers: { 'x-tidegate-csrf': '1' },
  fetch: (url, request) => reach(url, request),
})

export const patientClient = createClient({
  headers: { 'x-tidegate-csrf': '1' },
  fetch: (url, request) => reach(url, request, PATIENT_TIMEOUT_MS),
})

export type OrdersAsked = Partial<OrderListQuery>

export const api = {
  session: (signal: AbortSignal) => client('GET /api/v1/session', { signal }),
  signIn: (token: string) => client('POST /api/v1/session', { body: { token } }),
  signOut: () => client('DELETE /api/v1/session'),
  overview: (signal: AbortSignal) => client('GET /api/v1/overview', { signal }),
  orders: (query: OrdersAsked, signal: AbortSignal) => client('GET /api/v1/orders', { query, signal }),
  order: (number: string, signal: AbortSignal) => client('GET /api/v1/orders/{number}', { path: { number }, signal }),
  actOnOrders: (body: BulkRequest) => client('POST /api/v1/orders/actions', { body }),
  explanation: (number: string, signal: AbortSignal) =>
    client('GET /api/v1/orders/{number}/explanation', { path: { number }, signal }),
}

/** Bytes of a file, which the client of JSON does not send. */
export async function sendBytes<Answer>(url: string, body: Blob): Promise<Answer> {
  const headers = { 'x-tidegate-csrf': '1', 'content-type': 'application/octet-stream' }
  const response = await reach(url, { method: 'PUT', headers, body })
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as Answer
  throw problemIn(response.status, text)
}

function problemIn(status: number, text: string): ApiProblem {
  try {
    return new ApiProblem({ ...(JSON.parse(text) as ClientProblem), status })
  } catch {
    return new ApiProblem(null)
  }
}

/** As the client sends it, or a file's bytes. */
type Sent = Omit<ClientRequest, 'body'> & { body?: string | Blob }

async function reach(
  url: string,
  { signal, ...request }: Sent,
  timeoutMs: number = REQUEST_TIMEOUT_MS,
): Promise<ClientResponse> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, {
    ...request,
    credentials: 'same-origin',
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw unreachable(cause)
  })
  if (GATEWAY_STATUSES.has(response.status)) throw unreachable()
  reportReached()
  setServerTime(response.headers.get('date'))
  return response
}

function unreachable(cause?: unknown): ApiProblem {
  reportUnreachable()
  return new ApiProblem(null, { cause })
}
