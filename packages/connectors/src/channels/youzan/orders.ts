// One order in full, and what a refusal of it means.

import { ChannelError } from '../channel.ts'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { bodyProblem, requireFields } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { payloadOf } from './client.ts'
import type { YouzanClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'

const API = 'youzan.trade.get/4.0.2'
const BAD_REQUEST = '5000' // One code for whatever is wrong with the call; the words tell.
const ILLEGAL_ID = '106000004'

export async function readOrder(
  client: YouzanClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'order_info.tid', expected: order.platformOrderId, found } }
}

export async function callForOrder(client: YouzanClient, tid: string, signal: AbortSignal): Promise<JsonAnswer> {
  try {
    const answer = await client.call(API, { tid }, signal)
    if (answer.readable) requireOrder(answer.value)
    return answer
  } catch (error) {
    if (!isUnknownOrder(error)) throw error
    throw new ChannelError('not_found', error.code, { message: error.message, cause: error })
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
