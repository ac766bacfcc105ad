// Words that the API sends as codes: Records over the contract's lists, so a new code without a word does not compile.

import type {
  Channel,
  EventKind,
  FulfillmentState,
  HoldKind,
  LegKind,
  OrderStage,
  PaymentState,
  PlatformState,
} from '@tidegate/contract'

export const channel: Record<Channel, string> = {
  taobao: '淘宝/天猫',
  jd: '京东',
  pinduoduo: '拼多多',
  douyin: '抖店',
  kuaishou: '快手',
  xiaohongshu: '小红书',
  wechat: '微信小店',
  youzan: '有赞',
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  open_api: '开放接口',
  import: '文件导入',
}

export const stage: Record<OrderStage, string> = {
  unpaid: '待付款',
  held: '已暂停',
  waiting_stock: '待补货',
  to_allocate: '待分配',
  to_ship: '待发货',
  partly_shipped: '部分发货',
  shipped: '已发货',
  completed: '已完成',
  closed: '已关闭',
  history: '历史订单',
}

export const stageNext: Record<OrderStage, string> = {
  unpaid: '等买家付款。库存先为它留着，付款后自动往下走。',
  held: '有暂停未解除，订单停在这里；暂停解除后自动往下走。',
  waiting_stock: '已付款但缺货。到货后自动分配，不用人工操作。',
  to_allocate: '正在选择发货地，通常几秒内完成。',
  to_ship: '已交给发货地，等仓库出库。',
  partly_shipped: '一部分已出库，其余仍在等待。',
  shipped: '全部出库，等平台确认收货。',
  completed: '平台已确认交易完成。',
  closed: '订单已关闭，留的库存已经退回。',
  history: '由文件导入的历史订单，不占库存也不发货；平台再送来它时才成为正常订单。',
}

export const hold: Record<HoldKind, string> = {
  risk: '风控',
  address: '地址',
  payment: '金额不符',
  out_of_stock: '缺货',
  manual: '人工',
  mapping: '商品未对应',
  incomplete: '资料不全',
  platform: '平台禁发',
  refund: '退款中',
  rule_error: '规则出错',
}

export const holdNext: Record<HoldKind, string> = {
  risk: '需要风控复核后解除。',
  address: '需要核对收货地址后解除。',
  payment: '商品与运费之和和订单应付不一致；平台更正后自动解除。',
  out_of_stock: '到货后自动解除。',
  manual: '需要暂停它的人解除。',
  mapping: '平台商品编码没有对应的 SKU；补上对应关系后自动解除。',
  incomplete: '平台还没有送来完整资料；送到后自动解除。',
  platform: '平台暂不允许发货（如拼团未成）；放行后自动解除。',
  refund: '买家申请退款；退款关闭后自动解除，退成则订单关闭。',
  rule_error: '分配规则执行失败，宁可停住也不乱发；修好规则后自动解除。',
}

export const event: Record<EventKind, string> = {
  order_received: '收到订单',
  history_recorded: '记入历史',
  order_updated: '订单有更新',
  older_content_kept: '收到较旧的内容',
  payment_recorded: '记录付款',
  refund_recorded: '记录退款',
  order_cancelled: '取消订单',
  hold_placed: '暂停',
  hold_released: '解除暂停',
  stock_reserved: '预留库存',
  reservation_released: '退回预留',
  reservation_expired: '预留到期退回',
  order_allocated: '分配发货地',
  allocation_released: '撤回分配',
  order_shipped: '出库发货',
}

export const payment: Record<PaymentState, string> = {
  unpaid: '未付款',
  deposit_paid: '已付定金',
  paid: '已付款',
  refunding: '退款中',
  refunded: '已退款',
}

export const platformState: Record<PlatformState, string> = { open: '进行中', closed: '已关闭', completed: '已完成' }

export const leg: Record<LegKind, string> = { whole: '全款', deposit: '定金', balance: '尾款' }

export const fulfillmentState: Record<FulfillmentState, string> = {
  open: '待处理',
  scheduled: '已排期',
  on_hold: '暂停中',
  in_progress: '处理中',
  incomplete: '未发全',
  closed: '已完成',
  cancelled: '已撤销',
}
