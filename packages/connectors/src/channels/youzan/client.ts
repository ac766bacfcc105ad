// One call: the API and its version in the path, the token in the query and nowhere else, parameters as JSON.

import type { Calls } from '../calls.ts'
import { isObject } from '../fields.ts'
import { postJson } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readYouzanError } from './errors.ts'

export type Parameters = Readonly<Record<string, unknown>>

export class YouzanClient {
  private readonly gatewayUrl: URL
  private readonly calls: Calls

  constructor(gatewayUrl: URL, calls: Calls) {
    this.gatewayUrl = gatewayUrl
    this.calls = calls
  }

  /** `api` with its version: "youzan.trade.get/4.0.2". */
  call(api: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    const { deadlineMs } = this.calls
    return this.calls.run(async ({ accessToken }) => {
      const url = new URL(`/api/${api}`, this.gatewayUrl)
      url.searchParams.set('access_token', accessToken)
      return postYouzan({ url, parameters, deadlineMs, signal })
    }, signal)
  }

  /** What an answer carries, to read fields of; absent is undefined. */
  async data(api: string, parameters: Parameters, signal: AbortSignal): Promise<unknown> {
    return payloadOf(requireReadable(await this.call(api, parameters, signal)))
  }
}

export interface YouzanPost {
  url: URL
  parameters: Parameters
  deadlineMs: number
  signal: AbortSignal
}

/** One exchange, without pace or renewal. */
export async function postYouzan({ url, parameters, deadlineMs, signal }: YouzanPost): Promise<JsonAnswer> {
  const json = JSON.stringify(parameters)
  const answer = readJsonAnswer(await postJson({ url, json, deadlineMs, bytesMax: JSON_BYTES_MAX, signal }))
  const error = answer.readable ? readYouzanError(answer.value) : null
  if (error !== null) throw error
  return answer
}

/** Newer versions say `data`, older ones `response`; which, the number of the version does not tell. */
export function payloadOf(body: unknown): unknown {
  return isObject(body) ? (body['data'] ?? body['response']) : undefined
}
