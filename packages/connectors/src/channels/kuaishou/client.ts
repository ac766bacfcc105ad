// One signed call to 快手小店: reads in the query, writes as a form; the answer sorted into data or a ChannelError.
// Protocol: the official development documents.

import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import type { AccessValues } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { callHttp, postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readKuaishouError, toChannelError } from './errors.ts'
import { methodUrl } from './gateway.ts'
import { signKuaishou } from './sign.ts'

/** Business parameters: all of a call's go into one JSON text, ids as numbers. */
export type Parameters = Readonly<Record<string, unknown>>

export class KuaishouClient {
  private readonly gateway: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(gateway: URL, access: AccessValues, calls: Calls) {
    this.gateway = gateway
    this.access = access
    this.calls = calls
  }

  /** For methods that change nothing. */
  read(method: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    return this.run('GET', { method, parameters }, signal)
  }

  write(method: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    return this.run('POST', { method, parameters }, signal)
  }

  private run(
    httpMethod: 'GET' | 'POST',
    { method, parameters }: { method: string; parameters: Parameters },
    signal: AbortSignal,
  ): Promise<JsonAnswer> {
    const { access, calls } = this
    return calls.run(async ({ accessToken }) => {
      const form = signedForm({ access, accessToken, method, parameters, now: calls.now() })
      const url = methodUrl(this.gateway, method)
      const limits = { deadlineMs: calls.deadlineMs, bytesMax: JSON_BYTES_MAX, signal }
      if (httpMethod === 'GET') url.search = new URLSearchParams(form).toString()
      const answer = readJsonAnswer(
        httpMethod === 'GET'
          ? await callHttp({ method: 'GET', url, ...limits })
          : await postForm({ url, form, ...limits }),
      )
      const error = answer.readable ? readKuaishouError(answer.value) : null
      if (error !== null) throw toChannelError(error)
      return answer
    }, signal)
  }
}

interface KuaishouCall {
  access: AccessValues
  accessToken: string
  method: string
  parameters: Parameters
  now: Instant
}

function signedForm({ access, accessToken, method, parameters, now }: KuaishouCall): Record<string, string> {
  const form = {
    access_token: accessToken,
    appkey: access['appKey'] ?? '',
    method,
    param: JSON.stringify(parameters),
    signMethod: 'HMAC_SHA256',
    timestamp: String(now), // Milliseconds.
    version: '1',
  }
  return { ...form, sign: signKuaishou(form, access['signSecret'] ?? '', 'HMAC_SHA256') }
}

/** The `data` of an answer. */
export function dataOf(body: unknown): ObjectReader {
  return new ObjectReader(body, '').object('data')
}

/** The end of a listing by cursor. */
export const NO_MORE = 'nomore'
