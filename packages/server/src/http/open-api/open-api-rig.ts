// For tests of the Open API: a shop to send to, a key that may, and orders as a program would send them.

import { SCOPES } from '@tidegate/contract'
import type { NewOrder, NewOrderLine } from '@tidegate/contract'
import type { AppOptions } from '../create-app.ts'
import { openTestApp } from '../test-app.ts'
import type { TestAnswer, TestApp } from '../test-app.ts'

const SHOP = 'erp'

export interface OpenApiRig extends TestApp {
  headers: { authorization: string }
  /** POSTs with the key; a text is sent as it is. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<TestAnswer>
  get(path: string): Promise<TestAnswer>
}

export async function openApiRig(options: Partial<AppOptions> = {}): Promise<OpenApiRig> {
  const rig = await openTestApp(options)
  await rig.engine.gate.setup.addShop({ channel: 'open_api', shop: SHOP, name: 'ERP' })
  const headers = await rig.keyHeaders(SCOPES)
  return {
    ...rig,
    headers,
    post: (path, body, more = {}) => rig.ask(path, { method: 'POST', headers: { ...headers, ...more }, body }),
    get: (path) => rig.ask(path, { headers }),
  }
}

export interface SampleWish extends Partial<Omit<NewOrder, 'lines'>> {
  /** SKU codes with quantities. */
  skus?: Readonly<Record<string, number>>
  line?: Partial<NewOrderLine>
}

/** A paid order of one unit of A at 10 yuan, unless wished otherwise. */
export function sampleOrder({ skus = { A: 1 }, line = {}, ...wish }: SampleWish = {}): NewOrder {
  const lines = Object.entries(skus).map(([skuCode, quantity]) => ({
    skuCode,
    title: `商品 ${skuCode}`,
    quantity,
    payableFen: quantity * 1_000,
    ...line,
  }))
  const payableFen = lines.reduce((sum, each) => sum + each.payableFen, 0)
  return {
    shop: SHOP,
    platformOrderId: 'SO-1',
    placedAt: '2026-11-11T10:00:00+08:00',
    payableFen,
    legs: [{ leg: 'whole', payableFen, paidFen: payableFen, paidAt: '2026-11-11T10:00:05+08:00' }],
    lines,
    receiver: { name: '王小明', phone: '13912345678', address: '幸福里 8 号', province: '浙江省', city: '杭州市' },
    ...wish,
  }
}

export function unpaid(wish: SampleWish = {}): NewOrder {
  const order = sampleOrder(wish)
  return { ...order, legs: [{ leg: 'whole', payableFen: order.payableFen, paidFen: 0 }] }
}
