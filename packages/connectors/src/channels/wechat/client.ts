// One call: JSON posted with the token in the query, which is all that proves it. Every answer is HTTP 200.

import type { Calls } from '../calls.ts'
import { postJson } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { noDataError, readJsonAnswer, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import type { JsonObject } from '../fields.ts'
import { readWechatError, toChannelError } from './errors.ts'

export type RequestBody = Readonly<Record<string, unknown>>

export interface WechatRequest {
  gatewayUrl: URL
  path: string
  /** Null for the call that fetches one. */
  accessToken: string | null
  body: RequestBody
  deadlineMs: number
  signal: AbortSignal
}

export class WechatClient {
  private readonly gatewayUrl: URL
  private readonly calls: Calls

  constructor(gatewayUrl: URL, calls: Calls) {
    this.gatewayUrl = gatewayUrl
    this.calls = calls
  }

  call(path: string, body: RequestBody, signal: AbortSignal): Promise<JsonAnswer> {
    const { gatewayUrl, calls } = this
    const { deadlineMs } = calls
    return calls.run(({ accessToken }) => {
      return callWechat({ gatewayUrl, path, accessToken, body, deadlineMs, signal })
    }, signal)
  }

  /** A call whose answer must be an object. */
  async read(path: string, body: RequestBody, signal: AbortSignal): Promise<JsonObject> {
    return requireReadable(await this.call(path, body, signal))
  }

  /** A call that changes something and answers nothing but its code: without that it may have gone through or not. */
  async write(path: string, body: RequestBody, signal: AbortSignal): Promise<void> {
    const { errcode } = await this.read(path, body, signal)
    if (errcode !== 0) throw noDataError({ field: 'errcode', expected: '0', found: 'nothing' })
  }
}

/** One exchange, without pace or renewal. */
export async function callWechat(request: WechatRequest): Promise<JsonAnswer> {
  const { gatewayUrl, path, accessToken, body, deadlineMs, signal } = request
  const url = new URL(path, gatewayUrl)
  if (accessToken !== null) url.searchParams.set('access_token', accessToken)
  const answer = readJsonAnswer(
    await postJson({ url, json: JSON.stringify(body), deadlineMs, bytesMax: JSON_BYTES_MAX, signal }),
  )
  const error = answer.readable ? readWechatError(answer.value) : null
  if (error !== null) throw toChannelError(error)
  return answer
}
