// Hand-made answers of taobao.trade.fullinfo.get for tests; shapes from the TOP metadata, all values fabricated.

type Fields = Record<string, unknown>

// Ids stand as text here and are written as JSON numbers, as TOP writes them.
const LONG_IDS = /"(tid|oid|num_iid)":"(\d+)"/g

export function sampleLine(changes: Fields = {}): Fields {
  return {
    oid: '3800000000000000002',
    num_iid: '600000000001',
    sku_id: '4500000000001',
    outer_iid: 'SPU-A',
    outer_sku_id: 'SKU-A-RED-M',
    title: '演示T恤',
    price: '99.00',
    num: 1,
    total_fee: '99.00',
    discount_fee: '0.00',
    adjust_fee: '0.00',
    part_mjz_discount: '13.62',
    divide_order_fee: '85.38',
    payment: '99.00',
    status: 'WAIT_SELLER_SEND_GOODS',
    refund_status: 'NO_REFUND',
    ...changes,
  }
}

export function secondLine(changes: Fields = {}): Fields {
  return sampleLine({
    oid: '3800000000000000003',
    sku_id: '4500000000009',
    outer_sku_id: 'SKU-B-01',
    title: '演示短裤',
    price: '119.00',
    part_mjz_discount: '16.38',
    divide_order_fee: '102.62',
    ...changes,
  })
}

/** Two paid lines, 188.00 yuan, receiver masked. */
export function sampleTrade(changes: Fields = {}): Fields {
  return {
    tid: '3800000000000000001',
    type: 'fixed',
    status: 'WAIT_SELLER_SEND_GOODS',
    buyer_nick: 't**1',
    buyer_open_uid: 'AAEuid0001demo',
    created: '2026-06-18 09:01:10',
    pay_time: '2026-06-18 09:02:00',
    modified: '2026-06-18 09:21:35',
    payment: '188.00',
    post_fee: '0.00',
    buyer_message: '请尽快发货',
    receiver_name: '张**',
    receiver_mobile: '*******0000',
    receiver_state: '浙江省',
    receiver_city: '杭州市',
    receiver_district: '余杭区',
    receiver_town: '某某街道',
    receiver_address: '***',
    oaid: '1oaidDEMO0001',
    orders: { order: [sampleLine(), secondLine()] },
    ...changes,
  }
}

export function toAnswer(trade: unknown): Uint8Array {
  return new TextEncoder().encode(toAnswerText(trade))
}

export function toAnswerText(trade: unknown): string {
  const text = JSON.stringify({ trade_fullinfo_get_response: { trade, request_id: 'demo0001' } })
  return text.replaceAll(LONG_IDS, '"$1":$2')
}
