// Refusals: HTTP 200 and an error_response. Codes: the public error tables of the developer guide.

export interface PddRefusal {
  error_code: number
  error_msg: string
  sub_code?: string
  sub_msg?: string
}

export type PddResult = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: PddRefusal }

export const refusals = {
  clientId: { error_code: 10_016, error_msg: 'client_id错误' },
  type: { error_code: 10_017, error_msg: 'type错误' },
  accessToken: { error_code: 10_019, error_msg: 'access_token已过期' },
  sign: { error_code: 20_004, error_msg: '签名sign校验失败' },
  tooFrequent: { error_code: 70_031, error_msg: '调用过于频繁，请调整调用频率' },
} as const satisfies Record<string, PddRefusal>

export function parameterError(name: string): PddRefusal {
  return { error_code: 10_001, error_msg: `参数错误：${name}` }
}

/** [A] The sub-codes of each API are not public; these follow the documented form. */
export function businessError(what: string): PddRefusal {
  return { error_code: 50_001, error_msg: '业务服务错误', sub_code: `isv.invalid-parameter:${what}`, sub_msg: what }
}

export function refuse(refusal: PddRefusal): PddResult {
  return { ok: false, refusal }
}
