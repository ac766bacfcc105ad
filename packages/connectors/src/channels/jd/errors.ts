// What a refusal of JOS's means for the caller. Codes: two public tables of the gateway that agree where they overlap.

import { MINUTE_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface JdError {
  code: string
  message: string
}

const RETRY = [1, 43, 65, 66, 67, 69, 70, 78] // 65 to 67: the service behind the gateway.
const BUG = [4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 18, 50, 60, 61, 62, 63, 68] // Our call is wrong.
const REAUTHORISE = [19]
const THROTTLED = [2]
const KIND_BY_CODE = new Map<string, ChannelErrorKind>([
  ...RETRY.map((code) => [String(code), 'retry'] as const),
  ...BUG.map((code) => [String(code), 'bug'] as const),
  ...REAUTHORISE.map((code) => [String(code), 'reauthorise'] as const),
  ...THROTTLED.map((code) => [String(code), 'throttled'] as const),
])

/** The order is being shipped at this moment: look, do not send again. */
export const SHIPPING_IN_PROGRESS = '70'
/** The id belongs to nobody, or to another seller. */
export const NOT_OWNED = '71'

const BAN_MS = MINUTE_MS // [A] A quota is told without its length, and it may be a day's.

/** The error of an answer, or null where there is none. It arrives with HTTP 200, in three shapes. */
export function readJdError(body: unknown): JdError | null {
  if (!isObject(body)) return null
  if (body['error_response'] !== undefined) return toError(body['error_response'])
  const envelope = Object.entries(body).find(([name]) => /_respon[cs]e$/.test(name))
  const judged = envelope === undefined ? body : envelope[1]
  // Some gateways answer {code, errorMessage} without an envelope.
  if (!isObject(judged) || judged['code'] === undefined || wordOf(judged['code']) === '0') return null
  return toError(judged)
}

function toError(value: unknown): JdError {
  const error = isObject(value) ? value : {}
  const words = [error['zh_desc'], error['errorMessage'], error['msg'], error['en_desc']].map(logWords)
  return { code: wordOf(error['code']), message: words.find((text) => text !== '') ?? '' }
}

/** A scalar as text: codes and flags come as text, number or boolean. */
export function wordOf(value: unknown): string {
  return logWords(typeof value === 'number' || typeof value === 'boolean' ? String(value) : value)
}

/** What is in no table stays refused: most codes of JOS are of rights and settings. */
export function toChannelError({ code, message }: JdError): ChannelError {
  const kind = KIND_BY_CODE.get(code) ?? 'refused'
  return new ChannelError(kind, code, { message, ...(kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}) })
}

// [A] Codes inside `apiResult` are not public, so its words decide what each is.
const NOT_FOUND_WORDS = /不存在|未查询到|没有查询到|not exist|not found/i
const RETRY_WORDS = /系统|超时|繁忙|稍后|system|timeout|busy/i

/** HTTP 200, code "0", and still a failure: `apiResult.success` is a boolean or the same as text. */
export function requireApiResult(reader: ObjectReader): void {
  const result = reader.object('apiResult')
  if (wordOf(result.value('success')) === 'true') return
  const words = [result.value('chineseErrCode'), result.value('englishErrCode')].map(logWords).filter(Boolean)
  const message = words.join(': ')
  throw new ChannelError(kindOfWords(message), `apiResult:${wordOf(result.value('numberCode'))}`, { message })
}

function kindOfWords(message: string): ChannelErrorKind {
  if (NOT_FOUND_WORDS.test(message)) return 'not_found'
  return RETRY_WORDS.test(message) ? 'retry' : 'refused'
}
