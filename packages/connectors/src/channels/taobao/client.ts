// One signed call to TOP: build, sign, post, and sort the answer into data or a ChannelError.
// Protocol: TOP guide docId=101617.

import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import type { AccessValues } from '../definition.ts'
import { formatChinaTime } from '../china-clock.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readTopError, toChannelError } from './errors.ts'
import { SIGN_METHODS, signTaobao } from './sign.ts'
import type { SignMethod } from './sign.ts'

export type Parameters = Readonly<Record<string, string>>

export interface TopRequest {
  gatewayUrl: URL
  access: AccessValues
  /** Empty for the few methods that are called without one. */
  session: string
  method: string
  parameters: Parameters
  deadlineMs: number
  now: Instant
  signal: AbortSignal
}

export class TaobaoClient {
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
    return calls.run(({ accessToken: session }) => {
      return callTop({ gatewayUrl, access, session, method, parameters, deadlineMs, now: calls.now(), signal })
    }, signal)
  }
}

/** One exchange, without pace or renewal. */
export async function callTop(request: TopRequest): Promise<JsonAnswer> {
  const { gatewayUrl: url, deadlineMs, signal } = request
  const answer = readJsonAnswer(
    await postForm({ url, form: signedForm(request), deadlineMs, bytesMax: JSON_BYTES_MAX, signal }),
  )
  const error = answer.readable ? readTopError(answer.value) : null
  if (error !== null) throw toChannelError(error, request.now)
  return answer
}

function signedForm({ access, session, method, parameters, now }: TopRequest): Record<string, string> {
  const signMethod = signMethodOf(access)
  const form: Record<string, string> = {
    ...parameters,
    method,
    app_key: access['appKey'] ?? '',
    session,
    timestamp: formatChinaTime(now),
    format: 'json',
    v: '2.0',
    sign_method: signMethod,
  }
  // Never transmit an empty parameter: the rule drops it before signing, some gateways and clients do not.
  for (const [key, value] of Object.entries(form)) if (value === '') delete form[key]
  return { ...form, sign: signTaobao(form, access['appSecret'] ?? '', signMethod) }
}

/** md5 unless the shop says otherwise: the only method with a published vector. All three are accepted. */
function signMethodOf(access: AccessValues): SignMethod {
  const wanted = access['signMethod']
  return SIGN_METHODS.find((method) => method === wanted) ?? 'md5'
}
