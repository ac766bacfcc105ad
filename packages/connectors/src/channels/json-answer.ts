// An HTTP answer as JSON. What is no answer of the platform's program (a page of HTML, nothing, half a body, a
// gateway's own 5xx) becomes a ChannelError; content this program will not parse is told apart, so that one
// poison order can be set aside with its bytes.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from './channel.ts'
import type { DecodeProblem } from './channel.ts'
import { decodeFields, isObject } from './fields.ts'
import type { JsonObject } from './fields.ts'
import type { HttpAnswer } from './http-call.ts'
import { parseLosslessBytes } from './json.ts'
import type { JsonProblemKind } from './json.ts'

export type JsonAnswer =
  | { readable: true; status: number; raw: Uint8Array; value: unknown }
  | { readable: false; status: number; raw: Uint8Array; problem: JsonProblemKind }

const THROTTLED_DEFAULT_MS = 5 * SECOND_MS
const STATUS_OK: readonly number[] = [200]

/** `statuses`: those whose body the platform's own module judges. */
export function readJsonAnswer(answer: HttpAnswer, statuses: readonly number[] = STATUS_OK): JsonAnswer {
  const { status, body: raw } = answer
  if (!statuses.includes(status)) throw statusError(answer)
  if (raw.byteLength === 0) throw new ChannelError('retry', 'empty_body', { message: 'the answer is empty' })
  const parsed = parseLosslessBytes(raw)
  if (parsed.ok) return { readable: true, status, raw, value: parsed.value }
  // A page of HTML or half an answer: another try may bring a whole one.
  if (parsed.problem === 'not_json') {
    throw new ChannelError('retry', 'not_json', { message: 'the answer is not JSON' })
  }
  return { readable: false, status, raw, problem: parsed.problem }
}

function statusError({ status, retryAfterMs }: HttpAnswer): ChannelError {
  if (status === 429) {
    const waitMs = retryAfterMs ?? THROTTLED_DEFAULT_MS
    return new ChannelError('throttled', 'http_429', { message: 'too many requests', retryAfterMs: waitMs })
  }
  const wait = retryAfterMs === null ? {} : { retryAfterMs }
  if (status >= 500) return new ChannelError('retry', `http_${status}`, { message: 'the gateway failed', ...wait })
  return new ChannelError('refused', `http_${status}`, { message: `the gateway answered ${status}` })
}

/** For listings and writes, where there is nothing to set aside: unreadable is worth another try. */
export function requireReadable(answer: JsonAnswer): JsonObject {
  if (!answer.readable) {
    throw new ChannelError('retry', answer.problem, { message: 'the answer cannot be parsed' })
  }
  if (!isObject(answer.value)) {
    throw new ChannelError('retry', 'not_an_object', { message: 'the answer is not an object' })
  }
  return answer.value
}

/** For an order whose body cannot be parsed: it is set aside with its bytes. */
export function bodyProblem(found: string, raw: Uint8Array): DecodeProblem {
  return { field: '', expected: 'a JSON body within limits', found: `${found}, ${raw.byteLength} bytes` }
}

/** An answer of success that lacks what it must hold: asked for again, never taken for "nothing there". */
export function noDataError({ field, expected, found }: DecodeProblem): ChannelError {
  return new ChannelError('retry', 'no_data', { message: `${field}: expected ${expected}, found ${found}` })
}

/** Fields that an answer of success must hold. */
export function requireFields<T>(decode: () => T): T {
  const decoded = decodeFields(decode)
  if (decoded.ok) return decoded.value
  throw noDataError(decoded.problem)
}

const WORDS_CHARACTERS_MAX = 200

/** A platform's text that goes into logs: one line, bounded. */
export function logWords(value: unknown): string {
  // eslint-disable-next-line no-control-regex -- line breaks and escape codes must not reach a log line.
  return typeof value === 'string' ? value.slice(0, WORDS_CHARACTERS_MAX).replaceAll(/[\u0000-\u001f\u007f]/g, ' ') : ''
}
