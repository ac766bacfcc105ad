// Reports whose columns we know. They are used where a file has exactly their columns, whatever it is called.

import type { ImportMapping } from '@tidegate/domain'

export interface NamedMapping {
  name: string
  mapping: ImportMapping
}

/** Its address is a province, and what it calls paid is net of what went back. */
const TMALL_REPORT: NamedMapping = {
  name: 'tmall_report',
  mapping: {
    mode: 'history',
    columns: {
      order_id: '订单编号',
      payable: '总金额',
      paid: '买家实际支付金额',
      province: '收货地址',
      placed_at: '订单创建时间',
      paid_at: '订单付款时间',
      refunded: '退款金额',
    },
  },
}

const BUILT_IN_MAPPINGS: readonly NamedMapping[] = [TMALL_REPORT]

/** Null where the columns are no report we know. */
export function builtInMapping(columns: readonly string[]): NamedMapping | null {
  const named = columns.filter((column) => column !== '')
  const fits = ({ mapping }: NamedMapping): boolean => {
    const wanted = Object.values(mapping.columns)
    return wanted.length === named.length && wanted.every((column) => named.includes(column))
  }
  return BUILT_IN_MAPPINGS.find(fits) ?? null
}
