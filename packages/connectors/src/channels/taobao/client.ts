// One signed call to TOP: build, sign, pace, post, and sort the answer into data or a ChannelError.
// Protocol: TOP guide docId=101617.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import { formatChinaTime } from '../china-clock.ts'
import { isObject } from '../fields.ts'
import { JSON_BYTES_MAX, parseLosslessBytes } from '../json.ts'
import type { JsonProblemKind } from '../json.ts'
import type { Pace } from '../pace.ts'
import { postForm } from '../post-form.ts'
import type { HttpAnswer } from '../post-form.ts'
import { readTopError, toChannelError } from './errors.ts'
import { signTaobao } from './sign.ts'
import type { SignMethod } from './sign.ts'

export interface TaobaoClientOptions {
  gatewayUrl: URL
  appKey: string
  appSecret: string
  session: string
  signMethod: SignMethod
  deadlineMs: number
  pace: Pace
  /** The wall clock: the platform refuses a timestamp more than ten minutes off. */
  now: () => Instant
}

/** A complete answer. Content this program will not parse is told apart, so one poison order can be set aside. */
export type TaobaoAnswer =
  | { readable: true; raw: Uint8Array; body: Record<string, unknown> }
  | { readable: false; raw: Uint8Array; problem: JsonProblemKind }

export class TaobaoClient {
  private readonly options: TaobaoClientOptions

  constructor(options: TaobaoClientOptions) {
    this.options = options
  }

  async call(method: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<TaobaoAnswer> {
    const { gatewayUrl, deadlineMs, pace } = this.options
    await pace.take(signal)
    const form = this.signedForm(method, parameters)
    const answer = await postForm({ url: gatewayUrl, form, deadlineMs, bytesMax: JSON_BYTES_MAX, signal })
    try {
      return readAnswer(answer, this.options.now())
    } catch (error) {
      if (error instanceof ChannelError && error.kind === 'throttled') pace.ban(error.retryAfterMs ?? 0)
      throw error
    }
  }

  private signedForm(method: string, parameters: Readonly<Record<string, string>>): Record<string, string> {
    const { appKey, appSecret, session, signMethod, now } = this.options
    const form: Record<string, string> = {
      ...parameters,
      method,
      app_key: appKey,
      session,
      timestamp: formatChinaTime(now()),
      format: 'json',
      v: '2.0',
      sign_method: signMethod,
    }
    // Never transmit an empty parameter: the rule drops it before signing, some gateways and clients do not.
    for (const [key, value] of Object.entries(form)) if (value === '') delete form[key]
    return { ...form, sign: signTaobao(form, appSecret, signMethod) }
  }
}

const THROTTLED_DEFAULT_MS = 5_000

function readAnswer(answer: HttpAnswer, now: Instant): TaobaoAnswer {
  const { status, body: raw } = answer
  if (status === 429) {
    const retryAfterMs = answer.retryAfterMs ?? THROTTLED_DEFAULT_MS
    throw new ChannelError('throttled', 'http_429', { message: 'too many requests', retryAfterMs })
  }
  if (status >= 500)
    throw new ChannelError('retry', `http_${status}`, { message: 'the gateway failed', ...wait(answer) })
  if (status !== 200) throw new ChannelError('refused', `http_${status}`, { message: `the gateway answered ${status}` })
  if (raw.byteLength === 0) throw new ChannelError('retry', 'empty_body', { message: 'the answer is empty' })
  const parsed = parseLosslessBytes(raw)
  if (!parsed.ok) {
    // A page of HTML or half an answer: another try may bring a whole one.
    if (parsed.problem === 'not_json')
      throw new ChannelError('retry', 'not_json', { message: 'the answer is not JSON' })
    return { readable: false, raw, problem: parsed.problem }
  }
  const error = readTopError(parsed.value)
  if (error !== null) throw toChannelError(error, now)
  if (!isObject(parsed.value))
    throw new ChannelError('retry', 'not_an_object', { message: 'the answer is not an object' })
  return { readable: true, raw, body: parsed.value }
}

function wait(answer: HttpAnswer): { retryAfterMs?: number } {
  return answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }
}
