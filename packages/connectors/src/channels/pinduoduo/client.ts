// One signed call: build, sign, post as a form, and sort the answer into data or a ChannelError.
// Protocol: developer guide 8EC06C399636041E.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import type { AccessValues } from '../definition.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readPinduoduoError, toChannelError } from './errors.ts'
import { signPinduoduo } from './sign.ts'

export type Parameters = Readonly<Record<string, string>>

export interface PinduoduoRequest {
  gatewayUrl: URL
  access: AccessValues
  /** Empty where a call is made without one. */
  accessToken: string
  type: string
  parameters: Parameters
  deadlineMs: number
  now: Instant
  signal: AbortSignal
}

export class PinduoduoClient {
  private readonly gatewayUrl: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(gatewayUrl: URL, access: AccessValues, calls: Calls) {
    this.gatewayUrl = gatewayUrl
    this.access = access
    this.calls = calls
  }

  call(type: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    const { gatewayUrl, access, calls } = this
    const { deadlineMs } = calls
    return calls.run(({ accessToken }) => {
      return callPinduoduo({ gatewayUrl, access, accessToken, type, parameters, deadlineMs, now: calls.now(), signal })
    }, signal)
  }
}

/** One exchange, without pace or renewal. */
export async function callPinduoduo(request: PinduoduoRequest): Promise<JsonAnswer> {
  const { gatewayUrl: url, deadlineMs, signal } = request
  const answer = readJsonAnswer(
    await postForm({ url, form: signedForm(request), deadlineMs, bytesMax: JSON_BYTES_MAX, signal }),
  )
  const error = answer.readable ? readPinduoduoError(answer.value) : null
  if (error !== null) throw toChannelError(error)
  return answer
}

function signedForm({ access, accessToken, type, parameters, now }: PinduoduoRequest): Record<string, string> {
  const form: Record<string, string> = {
    ...parameters,
    type,
    client_id: access['appKey'] ?? '',
    access_token: accessToken,
    timestamp: String(Math.floor(now / SECOND_MS)), // Seconds: milliseconds are refused.
    data_type: 'JSON',
    version: 'V1',
  }
  // Implementations disagree about signing an empty value, so none is sent.
  for (const [key, value] of Object.entries(form)) if (value === '') delete form[key]
  return { ...form, sign: signPinduoduo(form, access['appSecret'] ?? '') }
}
