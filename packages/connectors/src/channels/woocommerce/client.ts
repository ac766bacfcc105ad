// One call: over TLS with key and secret as they are, over plain HTTP (a simulator on this machine) signed. The answer
// is sorted into JSON or a ChannelError.

import { randomBytes } from 'node:crypto'
import { SECOND_MS } from '@tidegate/domain'
import type { IncomingHttpHeaders } from 'node:http'
import type { Calls } from '../calls.ts'
import { ChannelError } from '../channel.ts'
import type { AccessValues } from '../definition.ts'
import { callHttp } from '../http-call.ts'
import type { HttpAnswer } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readWooError, REFUSAL_STATUSES } from './errors.ts'
import { apiUrl } from './gateway.ts'
import { percentEncode, signCall } from './sign.ts'

/** Something read or changed; something made. */
const OK_STATUSES: readonly number[] = [200, 201]

export interface WooCall {
  method: 'GET' | 'PUT' | 'POST'
  /** Below `/wp-json/wc/v3`. */
  path: string
  query?: Readonly<Record<string, string>>
  body?: unknown
}

export interface WooAnswer {
  answer: JsonAnswer
  headers: IncomingHttpHeaders
}

export class WoocommerceClient {
  private readonly site: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(site: URL, access: AccessValues, calls: Calls) {
    this.site = site
    this.access = access
    this.calls = calls
  }

  call(call: WooCall, signal: AbortSignal): Promise<WooAnswer> {
    return this.calls.run(async () => {
      const http = await this.send(call, signal)
      return { answer: judged(http), headers: http.headers }
    }, signal)
  }

  /** The parsed body; unreadable is worth another try. */
  async json(call: WooCall, signal: AbortSignal): Promise<unknown> {
    const { answer } = await this.call(call, signal)
    if (answer.readable) return answer.value
    throw new ChannelError('retry', answer.problem, { message: 'the answer cannot be parsed' })
  }

  private send({ method, path, query = {}, body }: WooCall, signal: AbortSignal): Promise<HttpAnswer> {
    const { deadlineMs } = this.calls
    const url = apiUrl(this.site, path)
    const isSecure = url.protocol === 'https:'
    url.search = toQuery(isSecure ? query : this.signedQuery(url, method, query))
    const headers: Record<string, string> = {
      accept: 'application/json',
      'cache-control': 'no-cache', // Caches in front of a site like to keep what they see.
      ...(isSecure ? { authorization: `Basic ${this.basic()}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json;charset=utf-8' }),
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return callHttp({ method, url, headers, ...sent, deadlineMs, bytesMax: JSON_BYTES_MAX, signal })
  }

  private basic(): string {
    const { consumerKey = '', consumerSecret = '' } = this.access
    return Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')
  }

  /** A body of JSON is not part of what is signed. */
  private signedQuery(url: URL, method: string, query: Readonly<Record<string, string>>): Record<string, string> {
    const { consumerKey = '', consumerSecret = '' } = this.access
    const parameters = {
      ...query,
      oauth_consumer_key: consumerKey,
      oauth_nonce: randomBytes(16).toString('hex'),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(Math.floor(this.calls.now() / SECOND_MS)),
      oauth_version: '1.0',
    }
    return { ...parameters, oauth_signature: signCall({ method, url: url.href, parameters }, consumerSecret) }
  }
}

function toQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
}

function judged(http: HttpAnswer): JsonAnswer {
  if (!REFUSAL_STATUSES.includes(http.status)) return readJsonAnswer(http, OK_STATUSES)
  const error = readWooError(http.status, parsedOrNull(http))
  throw error ?? new ChannelError('refused', `http_${http.status}`, { message: `the site answered ${http.status}` })
}

function parsedOrNull(http: HttpAnswer): unknown {
  try {
    const answer = readJsonAnswer(http, [http.status])
    return answer.readable ? answer.value : null
  } catch (error) {
    if (error instanceof ChannelError) return null
    throw error
  }
}
