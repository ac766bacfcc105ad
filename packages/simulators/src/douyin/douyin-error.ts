// Refusals: HTTP 200 and an envelope whose code is not 10000. Codes: the platform's constants as public SDKs carry them.

export interface DouyinRefusal {
  code: number
  sub_code: string
  sub_msg: string
}

export type DouyinResult = { ok: true; data: unknown } | { ok: false; refusal: DouyinRefusal }

const of = (code: number, sub_code: string, sub_msg: string): DouyinRefusal => ({ code, sub_code, sub_msg })

export const refusals = {
  appIdMissing: of(40_001, 'isv.app-id-missing', '缺少app_key'),
  appIdInvalid: of(40_003, 'isv.app-id-invalid', 'app_key不正确'),
  signatureMissing: of(40_001, 'isv.signature-missing', '缺少签名'),
  signatureInvalid: of(40_003, 'isv.signature-invalid', '签名校验失败'),
  timestampInvalid: of(40_003, 'isv.timestamp-invalid', '时间戳超出范围'),
  timestampFormat: of(40_003, 'isv.timestamp-format-error', '时间戳格式错误'),
  tokenMissing: of(40_001, 'isv.access-token-missing', '缺少access_token'),
  tokenUnknown: of(40_003, 'isv.access-token-no-existed', 'access_token不存在'),
  tokenExpired: of(40_003, 'isv.access-token-expired', 'access_token已过期'),
  authorizationClosed: of(30_001, 'dop.authorization-closed', '店铺授权已失效'),
  tooFrequent: of(60_000, 'isv.traffic-limited', '请求过于频繁'),
  noSuchApi: of(70_000, 'isp.api-service-off', 'API不存在或已下线'),
  idempotentIdExists: of(40_003, 'isv.idempotent-id-existed', '幂等ID已存在'),
  refreshTokenInvalid: of(50_001, 'dop.token-generate-failed:token-invalid', 'refresh_token无效'),
  codeInvalid: of(50_001, 'dop.token-generate-failed:code-invalid', 'code无效'),
  noAuthorization: of(50_001, 'dop.token-generate-failed:no-authorization', '店铺未授权'),
  grantTypeInvalid: of(50_001, 'dop.token-generate-failed:grant-type-invalid', 'grant_type不正确'),
} as const satisfies Record<string, DouyinRefusal>

export function refuse(refusal: DouyinRefusal): DouyinResult {
  return { ok: false, refusal }
}

export function missing(name: string): DouyinResult {
  return refuse(of(40_001, 'isv.parameter-missing', `缺少参数${name}`))
}

/** [A] The exact sub-code of each breach is not public. */
export function invalid(name: string): DouyinResult {
  return refuse(of(40_003, 'isv.parameter-invalid', `参数${name}不合法`))
}

/** [A] The sub-codes of business rules are not public; these follow the documented form. */
export function businessError(words: string): DouyinResult {
  return refuse(of(40_002, 'isv.business-failed:2010001', words))
}
