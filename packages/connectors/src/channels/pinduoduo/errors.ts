// What a refusal of Pinduoduo's means for the caller. Codes: the public error tables of the developer guide.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface PinduoduoError {
  code: number
  message: string
  subCode: string
  subMessage: string
}

const BUSINESS_CODE = 50_001

const KIND_BY_CODE = new Map<number, ChannelErrorKind>([
  [10_000, 'bug'], // wrong parameters
  [10_001, 'bug'],
  [10_016, 'refused'], // client_id: a wrong setting, not a wrong program
  [10_017, 'bug'], // type
  [10_019, 'reauthorise'], // access_token expired or invalid
  [10_035, 'reauthorise'],
  [20_004, 'bug'], // signature
  [20_005, 'refused'], // our address is not on the application's list
  [20_031, 'reauthorise'], // the shop's authorisation or its package ended: for a person
  [20_032, 'reauthorise'],
  [20_034, 'reauthorise'],
  [20_035, 'reauthorise'],
  [21_001, 'refused'], // the application's state
  [21_002, 'refused'],
  [30_000, 'refused'], // the application may not call this
  [30_001, 'refused'],
  [50_000, 'retry'],
  [50_002, 'retry'],
  [52_001, 'retry'],
  [52_002, 'retry'],
  [52_004, 'refused'], // [A] Its meaning is not established.
  [52_101, 'throttled'],
  [52_102, 'retry'],
  [52_103, 'retry'],
  [70_031, 'throttled'],
  [70_032, 'refused'],
  [70_033, 'retry'], // maintenance
  [70_034, 'refused'],
  [70_035, 'refused'],
  [70_036, 'refused'],
])

// Below it codes tell of the request and of rights, which no repeat mends; above, of the platform's own side.
const PLATFORM_CODES_FROM = 40_000
const SERVICE_ERROR = /^isv\.[\w.-]*service-error:/
const BAN_MS = 10 * SECOND_MS // [A] A refusal gives no length; the documented limits count 10 s or 60 s.

/** The `error_response` of an answer, or null where there is none. It arrives with HTTP 200. */
export function readPinduoduoError(body: unknown): PinduoduoError | null {
  if (!isObject(body) || body['error_response'] === undefined) return null
  const error = isObject(body['error_response']) ? body['error_response'] : {}
  return {
    code: Number(error['error_code'] ?? Number.NaN),
    message: logWords(error['error_msg']),
    subCode: logWords(error['sub_code']),
    subMessage: logWords(error['sub_msg']),
  }
}

export function toChannelError(error: PinduoduoError): ChannelError {
  const kind = kindOf(error)
  const code = error.subCode === '' ? String(error.code) : `${error.code}:${error.subCode}`
  const message = [error.message, error.subMessage].filter((text) => text !== '').join(': ')
  return new ChannelError(kind, code, { message, ...(kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}) })
}

function kindOf({ code, subCode }: PinduoduoError): ChannelErrorKind {
  if (code === BUSINESS_CODE) return SERVICE_ERROR.test(subCode) ? 'retry' : 'refused'
  const known = KIND_BY_CODE.get(code)
  if (known !== undefined) return known
  return code < PLATFORM_CODES_FROM ? 'refused' : 'retry'
}

/** The platform understood the call and will not do it: a rule of its business, not of its gateway. */
export function isBusinessError(error: unknown): error is ChannelError {
  return error instanceof ChannelError && error.code.startsWith(String(BUSINESS_CODE))
}
