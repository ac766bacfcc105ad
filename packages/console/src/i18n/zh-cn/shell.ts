import type { ProblemCode } from '@tidegate/contract'

export const brand = {
  name: '潮闸',
  latin: 'Tidegate',
  demo: '演示数据',
  demoHint: '演示商户：订单由模拟平台产生，不会真的发货。',
}

export const shell = {
  search: '订单号、平台单号、运单号、SKU 或尾号',
  searchLabel: '查找订单',
  language: 'English',
  languageLabel: '切换到英文 Switch to English',
  toDark: '切换到深色',
  toLight: '切换到浅色',
  keys: '快捷键',
  signOut: '退出登录',
  signingOut: '正在退出…',
  signedInAs: '{{user}} · {{role}}',
  skip: '跳到正文',
  navigation: '页面',
}

export const navigation = {
  overview: '总览',
  orders: '订单',
  stock: '库存',
  imports: '导入',
  channels: '渠道',
  listings: '商品',
  quarantine: '隔离',
  system: '系统',
}

export const role = {
  owner: '负责人',
  operations: '运营',
  risk: '风控',
  warehouse: '仓库',
  service: '客服',
  viewer: '只读',
}

export const connection = {
  live: '实时',
  liveHint: '有变化会立刻推到页面上',
  reconnecting: '重连中',
  reconnectingHint: '推送断开，正在重连；这段时间页面每隔几秒自己查询',
  stale: '数据未更新',
  staleHint: '暂时拿不到新数据，页面停在之前的数据，会自动恢复',
  connecting: '正在连接服务…',
  notice: '连不上服务。页面停在 {{time}} 的数据，会自动重试，恢复后不用刷新。',
  first: '还没连上服务，正在自动重试。请确认 npm start 仍在运行。',
}

export const keys = {
  title: '快捷键',
  search: '查找订单',
  down: '下一行',
  up: '上一行',
  open: '打开这一行',
  select: '选中或取消选中这一行',
  leave: '离开列表或搜索框',
  help: '显示这张表',
  chord: '再按',
}

export const notFound = { title: '没有这个页面', body: '地址可能写错了。', home: '回到总览' }

export const crash = { title: '这个页面出错了', body: '订单和库存不受影响。重新打开页面通常就好。', reload: '重新打开' }

const codes: Record<ProblemCode, string> = {
  bad_request: '请求的格式不对。',
  not_signed_in: '登录已失效，请重新登录。',
  key_not_valid: '这个 API 密钥不存在或已吊销。',
  not_allowed: '你的角色不能做这件事。',
  scope_missing: '这个 API 密钥没有这项权限。',
  not_found: '这里没有这样东西。',
  shop_unknown: '没有这个店铺。',
  sku_unknown: '没有这个 SKU。',
  location_unknown: '没有这个发货地。',
  leg_unknown: '订单没有这个付款段。',
  recorded_with_different_amount: '这笔退款已按另一金额记录。',
  recorded_with_different_quantity: '这个凭证已按另一数量记录。',
  exceeds_paid: '退回的会多于已付的。',
  exceeds_on_hand: '减少的会多于现有的。',
  channel_decides: '这件事只能由订单所在的渠道来说。',
  quarantined: '没能处理，已进隔离。',
  import_not_ready: '文件还没有传完，或正在导入。',
  idempotency_key_reused: '这个幂等键已用于另一个请求。',
  idempotency_key_busy: '同一幂等键的第一个请求还在处理。',
  too_large: '内容太大，超过了上限。',
  too_many_requests: '请求太频繁，稍等片刻会自动继续。',
  internal: '服务端出了错，正在自动重试。',
  overloaded: '系统正满负荷，稍等片刻会自动继续。',
}

export const problem = {
  ...codes,
  unreachable: '连不上服务，正在自动重试。',
  unknown: '出了没有预料到的错（{{status}}）。',
  field: '{{text}}（{{field}} 应为 {{expected}}）',
}

export const loading: string = '正在读取…'
