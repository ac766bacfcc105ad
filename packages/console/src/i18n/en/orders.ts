import type { Messages } from '../zh-cn.ts'

export const orders: Messages['orders'] = {
  title: 'Orders',
  empty: 'No orders yet',
  emptyText: 'They appear here as soon as a shop has one, without a reload.',
  number: 'Order number',
  channel: 'Channel',
  shop: 'Shop',
  placed: 'Placed',
  stage: 'Stage',
  province: 'Province',
  amount: 'Amount',
  units: 'Units',
  where: 'Where it goes',
  rows: 'Rows',
  copyNumbers: 'Copy numbers',
  copied: '{{n}} order numbers copied',
  selectFirst: 'Select orders first',
}
