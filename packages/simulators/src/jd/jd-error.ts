// Refusals of the gateway: HTTP 200 and an error_response whose code is text. Business failures stand inside the result.

export interface JdRefusal {
  code: string
  zh_desc: string
  en_desc: string
}

/** `body`: what stands in the envelope beside its code. */
export type JdResult = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: JdRefusal }

const WORDS = {
  2: ['限制时间内调用失败次数', 'App Call Limited'],
  4: ['缺少版本参数', 'Missing Version'],
  5: ['不支持的版本号', 'Unsupported Version'],
  7: ['缺少时间戳参数', 'Missing Timestamp'],
  8: ['非法的时间戳参数', 'Invalid Timestamp'],
  11: ['缺少签名参数', 'Missing Signature'],
  12: ['无效签名', 'Invalid Signature'],
  14: ['缺少方法名参数', 'Missing Method'],
  15: ['不存在的方法名', 'Invalid Method'],
  18: ['缺少access_token参数', 'Missing access_token'],
  19: ['无效access_token', 'Invalid access_token'],
  20: ['缺少app_key参数', 'Missing app_key'],
  21: ['无效app_key', 'Invalid app_key'],
  60: ['参数不合法', 'Param illegal'],
  61: ['参数值不合法', 'Param value illegal'],
  63: ['JSON格式错误', 'JSON malformed'],
  68: ['optional_fields参数错误', 'optional_fields invalid'],
  71: ['编号不属于该商家', 'Id not owned by vendor'],
} as const satisfies Record<number, readonly [string, string]>

export function gatewayError(code: keyof typeof WORDS, name = ''): JdRefusal {
  const [zh, en] = WORDS[code]
  return { code: String(code), zh_desc: name === '' ? zh : `${zh}：${name}`, en_desc: en }
}

export function refuse(code: keyof typeof WORDS, name = ''): JdResult {
  return { ok: false, refusal: gatewayError(code, name) }
}

export const API_SUCCESS = {
  success: true,
  numberCode: '10100000',
  chineseErrCode: '操作成功',
  englishErrCode: 'success',
} as const

/** [A] The codes are not public. Success and failure are told as text as often as not. */
export function apiFailure(chineseErrCode: string, englishErrCode: string): Record<string, unknown> {
  return { success: 'false', numberCode: '10100021', chineseErrCode, englishErrCode }
}
