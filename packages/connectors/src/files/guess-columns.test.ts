import { expect, test } from 'vitest'
import { builtInMapping } from './built-in-mappings.ts'
import { guessColumns, guessMode, missingFields } from './guess-columns.ts'

test('columns of an ERP export in Chinese', () => {
  const columns = guessColumns([
    '订单编号',
    '下单时间',
    '商家编码',
    '数量',
    '单价（元）',
    '收货人',
    '手机',
    '收货地址',
    '备注',
  ])
  expect(columns).toEqual({
    order_id: '订单编号',
    placed_at: '下单时间',
    sku_code: '商家编码',
    quantity: '数量',
    unit_price: '单价（元）',
    receiver_name: '收货人',
    receiver_phone: '手机',
    address: '收货地址',
    seller_memo: '备注',
  })
  expect(guessMode(columns)).toBe('live')
})

test('columns of a shop in English', () => {
  const columns = guessColumns([
    'Order ID',
    'Created at',
    'Total',
    'Lineitem SKU',
    'Lineitem quantity',
    'Shipping Name',
  ])
  expect(columns).toEqual({
    order_id: 'Order ID',
    placed_at: 'Created at',
    payable: 'Total',
    sku_code: 'Lineitem SKU',
    quantity: 'Lineitem quantity',
    receiver_name: 'Shipping Name',
  })
})

test('a file that says too little names what it lacks', () => {
  expect(missingFields({ columns: guessColumns(['单号', '数量']), mode: 'live' })).toEqual(['placed_at', 'sku_code'])
})

test('the Tmall report is known by its columns, in any order, and by nothing less', () => {
  const columns = ['订单编号', '总金额', '买家实际支付金额', '收货地址', '订单创建时间', '订单付款时间', '退款金额']
  expect(builtInMapping(columns.toReversed())?.name).toBe('tmall_report')
  expect(builtInMapping(columns.slice(1))).toBeNull()
  expect(builtInMapping([...columns, '备注'])).toBeNull()
})
