// The permit by which PMC tells of a shop. Without topics it is for all that the application has subscribed, as the
// platform advises. So nothing needs to be looked at: given again it changes nothing that stands [A].
// Source: the API page of pmc.user.permit.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { PinduoduoClient } from './client.ts'

const TYPE = 'pdd.pmc.user.permit'
const ENVELOPE = 'pmc_user_permit_response'

export async function permitMessages(client: PinduoduoClient, signal: AbortSignal): Promise<string[]> {
  const body = requireReadable(await client.call(TYPE, {}, signal))
  const isGiven = requireFields(() => new ObjectReader(body[ENVELOPE], ENVELOPE).boolean('is_success'))
  if (!isGiven) throw new ChannelError('refused', 'not_permitted', { message: 'messages were not permitted' })
  return [TYPE]
}
