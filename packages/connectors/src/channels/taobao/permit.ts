// The permit by which TMC tells of a shop. It replaces the one before; without topics it is for all that the application
// has subscribed, as the platform advises. So nothing needs to be looked at: given again it changes nothing that stands.
// Source: TOP's API metadata of tmc.user.permit.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { TaobaoClient } from './client.ts'

const METHOD = 'taobao.tmc.user.permit'
const ENVELOPE = 'tmc_user_permit_response'

export async function permitMessages(client: TaobaoClient, signal: AbortSignal): Promise<string[]> {
  const body = requireReadable(await client.call(METHOD, {}, signal))
  const isGiven = requireFields(() => new ObjectReader(body[ENVELOPE], ENVELOPE).boolean('is_success'))
  if (!isGiven) throw new ChannelError('refused', 'not_permitted', { message: 'messages were not permitted' })
  return [METHOD]
}
