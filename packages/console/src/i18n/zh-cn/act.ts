import type { ActionOutcome, WhyNot } from '@tidegate/contract'

export const confirm = {
  reason: '原因',
  reasonHint: '一句话，会留在订单经过里，不要写姓名电话',
  leave: '先不做',
}

export const act = {
  hold: '暂停',
  release: '解除暂停',
  cancel: '取消订单',
  holdTitle: '暂停 {{n}} 笔订单',
  holdText: '暂停后不再分配、不再出库；已分配的件留给它，解除后自动往下走。可以撤销。',
  holdKind: '暂停类型',
  releaseTitle: '解除 {{n}} 笔订单的“{{hold}}”暂停',
  releaseText: '没有其他暂停时，订单立刻往下走。可以撤销，但已经出库的追不回来。',
  releaseWhich: '解除哪种暂停',
  cancelTitle: '取消 {{n}} 笔订单',
  cancelText: '留的库存退回可售，仓库不再发货。取消之后不能恢复。已出库的不会取消，会逐笔说明。',
  undoReason: '撤销上一步',
  partly: '{{done}} 笔完成，{{rest}} 笔没有变',
  results: '逐笔结果',
  close: '知道了',
}

export const holdReasons = { call: '等客户回电', address: '地址要核对', check: '可疑，先查一下', stop: '先别发' }
export const releaseReasons = { confirmed: '已和客户确认', checked: '核对无误', mistake: '误操作' }
export const cancelReasons = { buyer: '买家不要了', stock: '补不到货', fraud: '确认是刷单', twice: '重复下单' }

export const outcome: Record<ActionOutcome, string> = {
  cancelled: '已取消',
  already_cancelled: '之前已经取消',
  already_shipped: '已出库，不能取消',
  held: '已暂停',
  already_held: '之前已经暂停',
  nothing_to_hold: '没有可暂停的',
  released: '已解除暂停',
  not_held: '没有这种暂停',
  order_unknown: '没有这个订单',
  quarantined: '出错，已隔离',
}

export const whyNot: Record<WhyNot, string> = {
  role: '你的角色不能做这件事',
  already_shipped: '已经出库，不能取消',
  already_closed: '订单已关闭',
  already_completed: '交易已完成',
  only_history: '历史订单，没有可做的',
  nothing_to_hold: '没有要发的了，不用暂停',
  not_waivable: '不能人工解除：缺的补上后会自动解除',
}
