// One signed call: system and business fields in one flat JSON object, posted to the one address. HTTP 200 whatever it says.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import type { AccessValues } from '../definition.ts'
import { isObject } from '../fields.ts'
import { postJson } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { noDataError, readJsonAnswer, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readXiaohongshuError, toChannelError } from './errors.ts'
import { signCall } from './sign.ts'

const VERSION = '2.0'

export type Parameters = Readonly<Record<string, unknown>>

export interface XiaohongshuRequest {
  gatewayUrl: URL
  access: AccessValues
  /** Empty where a call is made without one. */
  accessToken: string
  method: string
  parameters: Parameters
  deadlineMs: number
  now: Instant
  signal: AbortSignal
}

export class XiaohongshuClient {
  private readonly gatewayUrl: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(gatewayUrl: URL, access: AccessValues, calls: Calls) {
    this.gatewayUrl = gatewayUrl
    this.access = access
    this.calls = calls
  }

  call(method: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    const { gatewayUrl, access, calls } = this
    const { deadlineMs } = calls
    return calls.run(({ accessToken }) => {
      const now = calls.now()
      return callXiaohongshu({ gatewayUrl, access, accessToken, method, parameters, deadlineMs, now, signal })
    }, signal)
  }

  /** The `data` of an answer that must be there. */
  async read(method: string, parameters: Parameters, signal: AbortSignal): Promise<unknown> {
    return dataOf(await this.call(method, parameters, signal))
  }
}

/** One exchange, without pace or renewal. */
export async function callXiaohongshu(request: XiaohongshuRequest): Promise<JsonAnswer> {
  const { gatewayUrl: url, deadlineMs, signal } = request
  const json = JSON.stringify(signedBody(request))
  const answer = readJsonAnswer(await postJson({ url, json, deadlineMs, bytesMax: JSON_BYTES_MAX, signal }))
  const error = answer.readable ? readXiaohongshuError(answer.value) : null
  if (error !== null) throw toChannelError(error)
  return answer
}

export function dataOf(answer: JsonAnswer): unknown {
  const { data } = requireReadable(answer)
  if (data === undefined || data === null) throw noDataError({ field: 'data', expected: 'a value', found: 'nothing' })
  return data
}

/** A newer family of methods wraps its data in an answer of its own. */
export function innerData(data: unknown): unknown {
  return isObject(data) && typeof data['success'] === 'boolean' && data['data'] !== undefined ? data['data'] : data
}

function signedBody({ access, accessToken, method, parameters, now }: XiaohongshuRequest): Parameters {
  const appId = access['appKey'] ?? ''
  const timestamp = String(Math.floor(now / SECOND_MS)) // Seconds, as text; times in answers are milliseconds.
  const sign = signCall({ method, appId, timestamp, version: VERSION }, access['appSecret'] ?? '')
  const token = accessToken === '' ? {} : { accessToken }
  return { ...parameters, ...token, method, appId, timestamp, version: VERSION, sign }
}
