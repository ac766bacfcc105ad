// One signed call to JOS: build, sign, post as a form, and sort the answer into data or a ChannelError.
// Protocol: developer guide listId=2643.

import type { Instant } from '@tidegate/domain'
import type { Calls } from '../calls.ts'
import { formatChinaTime } from '../china-clock.ts'
import type { AccessValues } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readJdError, toChannelError } from './errors.ts'
import { signJd } from './sign.ts'

/** Business parameters: all of a call's go into one JSON text. */
export type Parameters = Readonly<Record<string, unknown>>

export class JdClient {
  private readonly gatewayUrl: URL
  private readonly access: AccessValues
  private readonly calls: Calls

  constructor(gatewayUrl: URL, access: AccessValues, calls: Calls) {
    this.gatewayUrl = gatewayUrl
    this.access = access
    this.calls = calls
  }

  call(method: string, parameters: Parameters, signal: AbortSignal): Promise<JsonAnswer> {
    const { gatewayUrl: url, access, calls } = this
    return calls.run(async ({ accessToken }) => {
      const form = signedForm({ access, accessToken, method, parameters, now: calls.now() })
      const answer = readJsonAnswer(
        await postForm({ url, form, deadlineMs: calls.deadlineMs, bytesMax: JSON_BYTES_MAX, signal }),
      )
      const error = answer.readable ? readJdError(answer.value) : null
      if (error !== null) throw toChannelError(error)
      return answer
    }, signal)
  }
}

interface JdCall {
  access: AccessValues
  accessToken: string
  method: string
  parameters: Parameters
  now: Instant
}

function signedForm({ access, accessToken, method, parameters, now }: JdCall): Record<string, string> {
  const form: Record<string, string> = {
    '360buy_param_json': JSON.stringify(parameters),
    access_token: accessToken,
    app_key: access['appKey'] ?? '',
    method,
    timestamp: formatChinaTime(now),
    v: '2.0',
  }
  return { ...form, sign: signJd(form, access['appSecret'] ?? '') }
}

/** The one member of an answer: the method with underscores, and `responce` spelled so. */
export function envelopeOf(body: unknown, method: string): ObjectReader {
  const name = `${method.replaceAll('.', '_')}_responce`
  return new ObjectReader(new ObjectReader(body, '').value(name), name)
}
