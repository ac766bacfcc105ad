// TOP refusals: HTTP 200 and an error_response. Codes from TOP guide docId=101617 and public error tables.

export interface TopRefusal {
  code: number
  msg: string
  sub_code?: string
  sub_msg?: string
}

export const refusals = {
  missingMethod: { code: 21, msg: 'Missing Method' },
  invalidMethod: { code: 22, msg: 'Invalid Method' },
  invalidFormat: { code: 23, msg: 'Invalid Format' },
  missingSignature: { code: 24, msg: 'Missing Signature' },
  invalidSignature: { code: 25, msg: 'Invalid Signature' },
  missingSession: { code: 26, msg: 'Missing Session' },
  invalidSession: { code: 27, msg: 'Invalid Session', sub_code: 'invalid-sessionkey' },
  expiredSession: { code: 27, msg: 'Invalid Session', sub_code: 'session-expired' },
  missingAppKey: { code: 28, msg: 'Missing App Key' },
  invalidAppKey: { code: 29, msg: 'Invalid App Key' },
  missingTimestamp: { code: 30, msg: 'Missing Timestamp' },
  invalidTimestamp: { code: 31, msg: 'Invalid Timestamp' },
  missingVersion: { code: 32, msg: 'Missing Version' },
  invalidVersion: { code: 33, msg: 'Invalid Version' },
  // [A] The exact sub-code of an unknown trade is not in the public tables.
  tradeNotExist: { code: 15, msg: 'Remote service error', sub_code: 'isv.trade-not-exist', sub_msg: '交易不存在' },
} as const satisfies Record<string, TopRefusal>

export function missingArgument(name: string): TopRefusal {
  return { code: 40, msg: `Missing Required Arguments:${name}` }
}

export function invalidArgument(name: string): TopRefusal {
  return { code: 41, msg: `Invalid Arguments:${name}` }
}

/** [A] The list of business codes per API is not public; these follow the spellings seen. */
export function businessError(subCode: string): TopRefusal {
  return { code: 15, msg: 'Remote service error', sub_code: subCode, sub_msg: subCode }
}

export function callLimited(banMs: number): TopRefusal {
  return {
    code: 7,
    msg: 'App Call Limited',
    sub_code: 'accesscontrol.limited-by-api-access-count',
    sub_msg: `This ban will last for ${Math.ceil(banMs / 1_000)} more seconds`,
  }
}

export type TopResult = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: TopRefusal }

export function refuse(refusal: TopRefusal): TopResult {
  return { ok: false, refusal }
}
