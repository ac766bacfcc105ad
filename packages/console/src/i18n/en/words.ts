import type { Messages } from '../zh-cn.ts'

export const channel: Messages['channel'] = {
  taobao: 'Taobao',
  jd: 'JD',
  pinduoduo: 'Pinduoduo',
  douyin: 'Douyin',
  kuaishou: 'Kuaishou',
  xiaohongshu: 'Xiaohongshu',
  wechat: 'WeChat',
  youzan: 'Youzan',
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  open_api: 'Open API',
  import: 'File import',
}

export const stage: Messages['stage'] = {
  unpaid: 'Unpaid',
  held: 'Held',
  waiting_stock: 'Awaiting stock',
  to_allocate: 'To allocate',
  to_ship: 'To ship',
  partly_shipped: 'Partly shipped',
  shipped: 'Shipped',
  completed: 'Completed',
  closed: 'Closed',
  history: 'History',
}

export const stageNext: Messages['stageNext'] = {
  unpaid: 'Waiting for the buyer to pay. Its stock is reserved meanwhile; once paid it goes on by itself.',
  held: 'A hold stands and the order stops here; once it is released it goes on by itself.',
  waiting_stock: 'Paid but short of stock. It is allocated by itself when stock comes; nothing to do by hand.',
  to_allocate: 'Its location is being chosen, usually within seconds.',
  to_ship: 'Handed to its location, waiting to be shipped.',
  partly_shipped: 'A part has shipped, the rest is waiting.',
  shipped: 'All shipped, waiting for the platform to confirm receipt.',
  completed: 'The platform says the order is completed.',
  closed: 'The order is closed; stock kept for it was given back.',
  history: 'Imported from a file as history: it holds no stock and ships nothing, unless its channel shows it again.',
}

export const hold: Messages['hold'] = {
  risk: 'Risk',
  address: 'Address',
  payment: 'Amounts differ',
  out_of_stock: 'Out of stock',
  manual: 'Manual',
  mapping: 'SKU unknown',
  incomplete: 'Incomplete',
  platform: 'Platform ban',
  refund: 'Refund asked',
  rule_error: 'Rule error',
}

export const holdNext: Messages['holdNext'] = {
  risk: 'To be reviewed and released by risk.',
  address: 'To be released once the address is checked.',
  payment: 'Lines and freight differ from what the order says; released by itself when the platform corrects it.',
  out_of_stock: 'Released by itself when stock comes.',
  manual: 'To be released by whoever placed it.',
  mapping: 'The platform code has no SKU; released by itself once it is mapped.',
  incomplete: 'The platform has not sent everything yet; released by itself when it does.',
  platform: 'The platform does not allow shipping yet (a group still forming); released by itself when it does.',
  refund: 'The buyer asks for a refund; released by itself when that ends, or the order closes.',
  rule_error: 'The rules failed, and an order is rather stopped than misrouted; released by itself once they work.',
}

export const event: Messages['event'] = {
  order_received: 'Order received',
  history_recorded: 'Recorded as history',
  order_updated: 'Order updated',
  older_content_kept: 'Older content kept',
  payment_recorded: 'Payment recorded',
  refund_recorded: 'Refund recorded',
  order_cancelled: 'Order cancelled',
  hold_placed: 'Hold placed',
  hold_released: 'Hold released',
  stock_reserved: 'Stock reserved',
  reservation_released: 'Reservation released',
  reservation_expired: 'Reservation expired',
  order_allocated: 'Allocated',
  allocation_released: 'Allocation released',
  order_shipped: 'Shipped',
}

export const payment: Messages['payment'] = {
  unpaid: 'unpaid',
  deposit_paid: 'deposit paid',
  paid: 'paid',
  refunding: 'refunding',
  refunded: 'refunded',
}

export const platformState: Messages['platformState'] = { open: 'open', closed: 'closed', completed: 'completed' }

export const leg: Messages['leg'] = { whole: 'Whole', deposit: 'Deposit', balance: 'Balance' }

export const fulfillmentState: Messages['fulfillmentState'] = {
  open: 'open',
  scheduled: 'scheduled',
  on_hold: 'on hold',
  in_progress: 'in progress',
  incomplete: 'incomplete',
  closed: 'closed',
  cancelled: 'cancelled',
}
