// One order in full, and what a refusal of it means.

import { asKind, ChannelError } from '../channel.ts'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import { payloadOf } from './client.ts'
import type { YouzanClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'

const API = 'youzan.trade.get/4.0.2'
const BAD_REQUEST = '5000' // One code for whatever is wrong with the call; the words tell.
const ILLEGAL_ID = '106000004'

export async function readOrder(client: YouzanClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'order_info.tid' }, toSnapshot)
}

export async function callForOrder(client: YouzanClient, tid: string, signal: AbortSignal): Promise<JsonAnswer> {
  try {
    const answer = await client.call(API, { tid }, signal)
    if (answer.readable) requireOrder(answer.value)
    return answer
  } catch (error) {
    if (!isUnknownOrder(error)) throw error
    throw asKind('not_found', error)
  }
}

function isUnknownOrder(error: unknown): error is ChannelError {
  if (!(error instanceof ChannelError)) return false
  return error.code === ILLEGAL_ID || (error.code === BAD_REQUEST && /not found|不存在/i.test(error.message))
}

/** A success may come with its fields empty, right after a change or under the token of another shop. */
function requireOrder(body: unknown): void {
  requireFields(() => {
    const info = new ObjectReader(payloadOf(body), 'data').object('full_order_info').object('order_info')
    return info.optionalIdentifier('tid') ?? failField('order_info.tid', 'an id', undefined)
  })
}
