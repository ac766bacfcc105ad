// One signed call to 抖店: canonical JSON as the body, everything else in the query; the answer sorted into data or a
// ChannelError. Protocol: the official generated SDK and guide-docs 10/23.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import type { AccessValues } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { postJson } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readDouyinError, toChannelError } from './errors.ts'
import { methodUrl } from './gateway.ts'
import { canonicalJson, signDouyin } from './sign.ts'

export type Parameters = Readonly<Record<string, unknown>>

export interface DouyinRequest {
  gateway: URL
  access: AccessValues
  /** Empty where a call is made without one. */
  accessToken: string
  method: string
  parameters: Parameters
  deadlineMs: number
  now: Instant
  signal: AbortSignal
}

export class DouyinClient {
  private readonly gateway: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(gateway: URL, access: AccessValues, calls: Calls) {
    this.gateway = gateway
    this.access = access
    this.calls = calls
  }

  call(method: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    const { gateway, access, calls } = this
    const { deadlineMs } = calls
    return calls.run(({ accessToken }) => {
      return callDouyin({ gateway, access, accessToken, method, parameters, deadlineMs, now: calls.now(), signal })
    }, signal)
  }
}

/** One exchange, without pace or renewal. */
export async function callDouyin(request: DouyinRequest): Promise<JsonAnswer> {
  const { gateway, method, deadlineMs, signal } = request
  const json = canonicalJson(request.parameters)
  const url = methodUrl(gateway, method)
  url.search = new URLSearchParams(signedQuery(request, json)).toString()
  // Without the header, old applications get an older shape of error.
  const headers = { 'x-open-no-old-err-code': '1' }
  const answer = readJsonAnswer(await postJson({ url, headers, json, deadlineMs, bytesMax: JSON_BYTES_MAX, signal }))
  const error = answer.readable ? readDouyinError(answer.value) : null
  if (error !== null) throw toChannelError(error)
  return answer
}

function signedQuery(request: DouyinRequest, paramJson: string): Record<string, string> {
  const { access, accessToken, method, now } = request
  const appKey = access['appKey'] ?? ''
  const timestamp = String(Math.floor(now / SECOND_MS)) // Seconds.
  const sign = signDouyin({ appKey, method, paramJson, timestamp }, access['appSecret'] ?? '', 'hmac-sha256')
  return {
    app_key: appKey,
    method,
    v: '2',
    timestamp,
    sign_method: 'hmac-sha256',
    ...(accessToken === '' ? {} : { access_token: accessToken }),
    sign,
  }
}

/** The `data` of an answer. */
export function dataOf(body: unknown): ObjectReader {
  return new ObjectReader(body, '').object('data')
}
