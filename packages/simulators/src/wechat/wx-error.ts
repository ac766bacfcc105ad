// Refusals in WeChat's shape: HTTP 200, `errcode` other than 0. Codes: the pages of each API and the list of global codes.

export interface WxRefusal {
  errcode: number
  errmsg: string
}

export type WxResult = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: WxRefusal }

export const REFUSALS = {
  tokenMissing: { errcode: 41_001, errmsg: 'access_token missing' },
  tokenInvalid: { errcode: 40_001, errmsg: 'invalid credential, access_token is invalid or not latest' },
  tokenExpired: { errcode: 42_001, errmsg: 'access_token expired' },
  appId: { errcode: 40_013, errmsg: 'invalid appid' },
  appSecret: { errcode: 40_125, errmsg: 'invalid appsecret' },
  grantType: { errcode: 40_002, errmsg: 'invalid grant_type' },
  notJson: { errcode: 47_001, errmsg: 'data format error' },
  arguments: { errcode: 40_097, errmsg: 'invalid args' },
  minuteLimit: { errcode: 45_011, errmsg: 'api minute-quota reach limit, must slower, retry next minute' }, // [A] of the shop's APIs
  dayLimit: { errcode: 45_009, errmsg: 'reach max api daily quota limit' },
  nextKey: { errcode: 606_006, errmsg: 'next_key does not match the query' },
  noOrder: { errcode: 100_002, errmsg: 'order not exist' },
  noProduct: { errcode: 10_020_052, errmsg: 'product not exist' },
  stock: { errcode: 10_020_054, errmsg: 'sku mismatch, or stock not enough, or num is 0' },
  afterSaleOpen: { errcode: 108_009, errmsg: 'order has an open aftersale' },
  deliverState: { errcode: 109_000, errmsg: 'order state does not allow delivery' },
  delivered: { errcode: 109_001, errmsg: 'order already delivered' },
  deliverLines: { errcode: 109_002, errmsg: 'product_infos do not match the order' },
  deliveryId: { errcode: 606_004, errmsg: 'invalid delivery_id' },
  waybill: { errcode: 606_005, errmsg: 'invalid waybill_id' },
} as const satisfies Record<string, WxRefusal>

export function refuse(refusal: WxRefusal): WxResult {
  return { ok: false, refusal }
}
