// What is typed into the form a shop is connected by: what is missing before it is sent, which field a refusal is
// about, and which to look at first when the platform says no.

import type { AccessFieldView, Channel, ChannelView, FailureReason } from '@tidegate/contract'
import { ApiProblem } from '@tidegate/contract'

export interface Typed {
  channel: Channel
  shop: string
  name: string
  gatewayUrl: string
  /** By the names of the channel's fields. */
  fields: Readonly<Record<string, string>>
}

export type FieldFault = 'missing' | 'code' | 'address' | 'wrong'
/** By `shop`, `name`, `gatewayUrl`, or the name of one of the channel's fields. */
export type Faults = Readonly<Record<string, FieldFault>>

/** As the API takes it. */
const SHOP_CODE = /^[a-z0-9][a-z0-9_-]{0,40}$/

export function faultsOf(typed: Typed, channel: ChannelView): Faults {
  const faults: Record<string, FieldFault> = {}
  if (!SHOP_CODE.test(typed.shop)) faults['shop'] = typed.shop === '' ? 'missing' : 'code'
  if (typed.name.trim() === '') faults['name'] = 'missing'
  if (channel.gatewayUrl === null && !URL.canParse(typed.gatewayUrl))
    faults['gatewayUrl'] = typed.gatewayUrl === '' ? 'missing' : 'address'
  for (const { name, isRequired } of channel.fields)
    if (isRequired && (typed.fields[name] ?? '').trim() === '') faults[name] = 'missing'
  return faults
}

/** The field the API names; none where it refused for another reason. */
export function faultsNamedBy(error: unknown): Faults {
  if (!(error instanceof ApiProblem) || error.problem?.code !== 'bad_request') return {}
  const name = error.problem.field?.split('/').at(-1) ?? ''
  if (name === '') return {}
  if (name === 'shop') return { shop: 'code' }
  return { [name]: name === 'gatewayUrl' ? 'address' : 'wrong' }
}

/** Which fields may be at fault when the platform answers so, the likeliest kind only. */
export function suspectsOf(reason: FailureReason, channel: ChannelView): string[] {
  if (reason === 'address') return ['gatewayUrl']
  const required = channel.fields.filter(({ isRequired }) => isRequired)
  const named = (fields: readonly AccessFieldView[]): string[] => fields.map(({ name }) => name)
  const tokens = required.filter(({ kind }) => kind === 'token')
  if (reason === 'reauthorise') return named(tokens.length > 0 ? tokens : required)
  return reason === 'bug' ? named(required.filter(({ kind }) => kind !== 'token')) : []
}

/** As it is sent: without the blanks that come along when a key is copied, and without fields left empty. */
export function toWish({ channel, shop, name, gatewayUrl, fields }: Typed) {
  const kept = Object.entries(fields).flatMap(([key, value]) => (value.trim() === '' ? [] : [[key, value.trim()]]))
  return {
    channel,
    shop,
    name: name.trim(),
    gatewayUrl: gatewayUrl.trim() === '' ? null : gatewayUrl.trim(),
    fields: Object.fromEntries(kept) as Record<string, string>,
  }
}
