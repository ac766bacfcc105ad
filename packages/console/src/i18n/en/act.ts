import type { Messages } from '../zh-cn.ts'

export const confirm: Messages['confirm'] = {
  reason: 'Reason',
  reasonHint: 'One sentence; it stays in the timeline, so no names or phones',
  leave: 'Not now',
}

export const act: Messages['act'] = {
  hold: 'Hold',
  release: 'Release',
  cancel: 'Cancel order',
  holdTitle: 'Hold {{n}} order(s)',
  holdText:
    'A held order is neither allocated nor shipped. What it has stays its own, and it goes on by itself once released. Can be undone.',
  holdKind: 'Kind of hold',
  releaseTitle: 'Release the hold “{{hold}}” of {{n}} order(s)',
  releaseText:
    'Without another hold the order goes on at once. Can be undone, but what has shipped cannot be called back.',
  releaseWhich: 'Which hold',
  cancelTitle: 'Cancel {{n}} order(s)',
  cancelText:
    'Stock kept for it goes back for sale and no location ships it. This cannot be taken back. What has shipped is not cancelled; each order says so.',
  undoReason: 'undo of the last step',
  partly: '{{done}} done, {{rest}} unchanged',
  results: 'Order by order',
  close: 'Close',
}

export const holdReasons: Messages['holdReasons'] = {
  call: 'Waiting for the buyer to call back',
  address: 'Address to be checked',
  check: 'Suspicious, to be looked at',
  stop: 'Do not ship yet',
}
export const releaseReasons: Messages['releaseReasons'] = {
  confirmed: 'Confirmed with the buyer',
  checked: 'Checked, in order',
  mistake: 'Held by mistake',
}
export const cancelReasons: Messages['cancelReasons'] = {
  buyer: 'The buyer changed their mind',
  stock: 'Cannot be restocked',
  fraud: 'Found to be fraud',
  twice: 'Ordered twice',
}

export const outcome: Messages['outcome'] = {
  cancelled: 'cancelled',
  already_cancelled: 'was cancelled before',
  already_shipped: 'has shipped, cannot be cancelled',
  held: 'held',
  already_held: 'was held before',
  nothing_to_hold: 'nothing to hold',
  released: 'released',
  not_held: 'had no such hold',
  order_unknown: 'no such order',
  quarantined: 'failed, quarantined',
}

export const whyNot: Messages['whyNot'] = {
  role: 'Your role may not do this',
  already_shipped: 'It has shipped and cannot be cancelled',
  already_closed: 'The order is closed',
  already_completed: 'The deal is completed',
  only_history: 'An order of the past; there is nothing to do',
  nothing_to_hold: 'Nothing is left to ship, so nothing to hold',
  not_waivable: 'Cannot be released by hand: it goes by itself once what is missing is there',
}
