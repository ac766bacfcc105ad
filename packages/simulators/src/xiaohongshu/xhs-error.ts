// Refusals in Xiaohongshu's shape: HTTP 200, `success` false. No table of codes is public: -9013, -9028 and 401 are told of,
// the others are [A].

export interface XhsRefusal {
  error_code: number
  error_msg: string
}

export type XhsResult = { ok: true; data: unknown } | { ok: false; refusal: XhsRefusal }

const PARAMETER_CODE = -2_000_400

export const REFUSALS = {
  sign: { error_code: 401, error_msg: '签名校验失败' },
  token: { error_code: 401, error_msg: 'accessToken 无效或已过期' },
  refreshToken: { error_code: 401, error_msg: 'refreshToken 无效或已过期' },
  code: { error_code: 401, error_msg: 'code 无效或已过期' },
  limited: { error_code: -9_013, error_msg: '触发Method维度的限流' },
  noSuchMethod: { error_code: -2_000_101, error_msg: 'method 不存在' },
} as const satisfies Record<string, XhsRefusal>

export function refuse(refusal: XhsRefusal): XhsResult {
  return { ok: false, refusal }
}

export function invalid(words: string): XhsResult {
  return refuse({ error_code: PARAMETER_CODE, error_msg: words })
}
