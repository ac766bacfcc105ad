// Refunds of a Shopify shop. There is no list of them; a refund changes its order, so the orders changed in a window are
// listed and those with refunds asked for them.

import { sumFen } from '@tidegate/domain'
import type { ListedRefund, Window } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readRefund, refundsOfOrders, refundUnreadable } from '../refunds.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { amountOf } from './decode-money.ts'
import { readGid, toGid } from './global-id.ts'
import { listChanged } from './listing.ts'
import { TRANSACTION_KINDS, TRANSACTION_STATUSES } from './statuses.ts'

const REFUNDS_MAX = 25
const TRANSACTIONS_MAX = 10

const REFUNDS_QUERY = `query Refunds($id: ID!) {
  order(id: $id) {
    refunds(first: ${REFUNDS_MAX}) {
      id updatedAt totalRefundedSet { shopMoney { amount } }
      transactions(first: ${TRANSACTIONS_MAX}) { nodes { kind status amountSet { shopMoney { amount } } } }
    }
  }
}`

export function listRefunds(
  client: ShopifyClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  return refundsOfOrders(listChanged(client, window, signal), window, (platformOrderId) =>
    readRefunds(client, platformOrderId, signal),
  )
}

async function readRefunds(
  client: ShopifyClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<ListedRefund[]> {
  const data = await client.data(REFUNDS_QUERY, { id: toGid('Order', platformOrderId) }, signal)
  const rows = requireFields(() => {
    const order = dataReader(data).optionalObject('order')
    if (order === null) return [] // Deleted meanwhile.
    return order.optionalList('refunds', REFUNDS_MAX) ?? failField('data.order.refunds', 'a list', undefined)
  })
  if (rows.length === REFUNDS_MAX) throw refundUnreadable(`order ${platformOrderId} has ${REFUNDS_MAX} refunds or more`)
  return rows.map((row) => toRefund(row, platformOrderId))
}

function toRefund(row: unknown, platformOrderId: string): ListedRefund {
  return readRefund(row, (refund) => {
    const transactions = refund.object('transactions').optionalList('nodes', TRANSACTIONS_MAX) ?? []
    const paidBack = transactions.map((each) => new ObjectReader(each, 'refund.transactions')).filter(isPaidBack)
    const paidBackFen = sumFen(paidBack, (transaction) => amountOf(transaction, 'amountSet'))
    return {
      refundId: readGid(refund, 'Refund'),
      platformOrderId,
      // A payment back may be pending or fail; goods may be taken off an order without any.
      amountFen: paidBackFen > 0 ? paidBackFen : amountOf(refund, 'totalRefundedSet'),
      succeeded: paidBackFen > 0,
      version: refund.isoTime('updatedAt'),
    }
  })
}

function isPaidBack(transaction: ObjectReader): boolean {
  const kind = transaction.oneOf('kind', TRANSACTION_KINDS)
  return transaction.oneOf('status', TRANSACTION_STATUSES) === 'SUCCESS' && kind === 'REFUND'
}
