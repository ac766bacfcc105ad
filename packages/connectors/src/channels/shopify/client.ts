// One GraphQL call: posted with the shop's token, its answer sorted into data or a ChannelError.

import type { Calls } from '../calls.ts'
import { postJson } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { ObjectReader } from '../fields.ts'
import { HTTP_REFUSALS, httpError, readShopifyError } from './errors.ts'

export type Variables = Readonly<Record<string, unknown>>

export class ShopifyClient {
  private readonly url: URL
  private readonly calls: Calls

  constructor(url: URL, calls: Calls) {
    this.url = url
    this.calls = calls
  }

  call(query: string, variables: Variables, signal: AbortSignal): Promise<JsonAnswer> {
    const { url, calls } = this
    const { deadlineMs } = calls
    return calls.run(async ({ accessToken }) => {
      const headers = { 'x-shopify-access-token': accessToken, accept: 'application/json' }
      const json = JSON.stringify({ query, variables })
      const http = await postJson({ url, headers, json, deadlineMs, bytesMax: JSON_BYTES_MAX, signal })
      if (HTTP_REFUSALS.has(http.status)) throw httpError(http.status)
      const answer = readJsonAnswer(http)
      const error = answer.readable ? readShopifyError(answer.value) : null
      if (error !== null) throw error
      return answer
    }, signal)
  }

  /** The `data` of an answer, to read fields of. */
  async data(query: string, variables: Variables, signal: AbortSignal): Promise<unknown> {
    return requireReadable(await this.call(query, variables, signal))['data']
  }
}

/** For answers that hold more than one object. */
export function dataReader(data: unknown): ObjectReader {
  return new ObjectReader(data, 'data')
}
