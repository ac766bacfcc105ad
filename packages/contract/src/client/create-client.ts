// The API's client: one function, typed by the operations the server declares. It brings no transport of its own, so a
// page, a program and a test each pass the `fetch` they mean, with the headers and the patience they need.

import type { Operations } from './operations.generated.ts'

/** A refusal as the API sends it (RFC 9457). */
export interface ClientProblem {
  type: string
  title: string
  status: number
  code: string
  retryable: boolean
  detail?: string
  field?: string
  expected?: string
}

/** Thrown for every answer that is not a good one. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** Null where no problem document came back: the service, or the way to it, is down. */
  readonly problem: ClientProblem | null
  /** When the service asked to be tried again; null where it did not say. */
  readonly retryAfterSeconds: number | null

  constructor(problem: ClientProblem | null, options: ErrorOptions & { retryAfterSeconds?: number | null } = {}) {
    super(problem?.detail ?? problem?.title ?? 'The service cannot be reached', options)
    this.problem = problem
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

export interface ClientRequest {
  method: string
  headers: Record<string, string>
  body?: string
  signal?: AbortSignal
}

export interface ClientResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

export interface ClientOptions {
  /** Before every path: `http://127.0.0.1:4680`; nothing in a page of the same origin. */
  baseUrl?: string
  /** Sent with every request: `{ authorization: 'Bearer tg_…' }`. */
  headers?: Readonly<Record<string, string>>
  fetch: (url: string, request: ClientRequest) => Promise<ClientResponse>
}

type Name = keyof Operations
type Input<N extends Name> = Omit<Operations[N], 'answer'> & { signal?: AbortSignal }
/** What may be left out as a whole is, so that `client('GET /healthz')` needs no empty object. */
type Arguments<N extends Name> = Partial<Input<N>> extends Input<N> ? [input?: Input<N>] : [input: Input<N>]

export type Client = <N extends Name>(operation: N, ...input: Arguments<N>) => Promise<Operations[N]['answer']>

interface AnyInput {
  path?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, unknown>>
  headers?: Readonly<Record<string, string | undefined>>
  body?: unknown
  signal?: AbortSignal
}

export function createClient({ baseUrl = '', headers = {}, fetch }: ClientOptions): Client {
  return async (operation, ...[given]) => {
    const { path = {}, query = {}, headers: own = {}, body, signal }: AnyInput = given ?? {}
    const [method = '', pattern = ''] = operation.split(' ')
    const response = await fetch(`${baseUrl}${addressOf(pattern, path, query)}`, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...headers,
        ...withoutAbsent(own),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    const text = await response.text()
    // The types are made from the schemas the server answers by, so nothing is checked twice.
    if (response.ok) return text === '' ? undefined : JSON.parse(text)
    throw new ApiProblem(problemOf(response.status, text), { retryAfterSeconds: retryAfter(response) })
  }
}

function addressOf(pattern: string, path: AnyInput['path'] & object, query: AnyInput['query'] & object): string {
  const address = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const pairs = Object.entries(withoutAbsent(query))
  const search = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return search.length === 0 ? address : `${address}?${search.join('&')}`
}

function withoutAbsent<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter((pair): pair is [string, T] => pair[1] !== undefined))
}

function retryAfter({ headers }: ClientResponse): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : null
}

/** What stands between us and the server may answer too, and then it is not a problem document. */
function problemOf(status: number, text: string): ClientProblem {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && 'code' in parsed)
      return { retryable: false, ...parsed, status } as ClientProblem
  } catch {
    // Not JSON.
  }
  return { type: 'about:blank', title: 'Unexpected answer', status, code: 'unknown', retryable: status >= 500 }
}
