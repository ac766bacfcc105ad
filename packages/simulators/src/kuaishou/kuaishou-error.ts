// Refusals: HTTP 200 and a result that is not 1. Where no code is published, the code is ours [A] and the words are the
// platform's.

export interface KuaishouRefusal {
  result: number
  error_msg: string
}

export type KuaishouResult = { ok: true; data: unknown } | { ok: false; refusal: KuaishouRefusal }

const of = (result: number, error_msg: string): KuaishouRefusal => ({ result, error_msg })

export const refusals = {
  signature: of(803, '验签失败'),
  application: of(804, 'appkey不存在'),
  token: of(802, '鉴权失败，TOKEN过期'),
  revoked: of(24, 'AUTHORIZATION_REVOKED'),
  rejected: of(21, 'order operation reject'),
  shortage: of(21, '当前库存不足，请减少预留数量'),
  noSuchItem: of(21, '商品不存在'),
  noSuchMethod: of(805, 'method不存在'),
  wrongTransport: of(806, '请求方式不支持'),
} as const satisfies Record<string, KuaishouRefusal>

export function refuse(refusal: KuaishouRefusal): KuaishouResult {
  return { ok: false, refusal }
}

export function invalid(name: string): KuaishouResult {
  return refuse(of(13, `参数${name}不合法`))
}

export function tooFrequent(method: string, appKey: string): KuaishouRefusal {
  return of(1017, `Exceed qps limit, KEY [apiId:${method};appkey:${appKey}], MAX_QPS [300.0]`)
}

/** Of delivery: the platform's rules, and what state an order is in. */
export function delivery(words: string): KuaishouResult {
  return refuse({ result: 11, error_msg: words })
}
