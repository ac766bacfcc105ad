// Refusals come with HTTP 200: the gateway's own as `gw_err_resp`, a business's with its code beside `success: false`.
// Codes: the documentation and a log of calls without credentials.

export type YouzanResult =
  | { ok: true; data: unknown; envelope?: 'response' }
  | { ok: false; body: Record<string, unknown> }

const traceId = 'yz7-simulator'

export const gatewayErrors = {
  url: [4001, '非法请求地址'],
  api: [4005, '未知的API'],
  contentType: [4007, '不支持的Content-Type'],
  limit: [4101, '请求过于频繁'],
  noToken: [4201, '非法的请求凭证'],
  tokenExpired: [4202, 'token已过期'],
  tokenUnknown: [4203, 'token不存在'],
  system: [5001, '系统异常'],
} as const satisfies Record<string, readonly [number, string]>

export function gatewayError([err_code, err_msg]: readonly [number, string]): YouzanResult {
  return { ok: false, body: { gw_err_resp: { trace_id: traceId, err_code, err_msg } } }
}

/** `data` is there all the same, and empty: a list that failed is not a list of nothing. */
export function businessError(code: number, message: string, data: unknown = null): YouzanResult {
  return { ok: false, body: { trace_id: traceId, code, success: false, message, data } }
}

/** The older way to say it. */
export function olderError(code: number, msg: string): YouzanResult {
  return { ok: false, body: { error_response: { code, msg } } }
}

export function toBody(result: YouzanResult): Record<string, unknown> {
  if (!result.ok) return result.body
  if (result.envelope === 'response') return { response: result.data }
  return { trace_id: traceId, code: 200, success: true, message: 'successful', data: result.data }
}
