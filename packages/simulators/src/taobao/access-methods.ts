// The TOP methods of tokens and of messages pulled over the gateway. Source: TOP API metadata
// (top.auth.token.create, top.auth.token.refresh, tmc.user.permit, tmc.messages.consume, tmc.messages.confirm).

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'
import { toTmcMessage } from './tmc-message.ts'
import type { Form, TopMethod, TopMethodContext } from './method.ts'
import { businessError, invalidArgument, missingArgument, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

const SESSION_OF_CODE = 'taobao.top.auth.token.create'
const SESSION_OF_REFRESH = 'taobao.top.auth.token.refresh'
export const OPEN_METHODS: ReadonlySet<string> = new Set([
  SESSION_OF_CODE,
  SESSION_OF_REFRESH,
  'taobao.logistics.companies.get',
])

export const ACCESS_METHODS: readonly [string, TopMethod][] = [
  [SESSION_OF_CODE, createToken],
  [SESSION_OF_REFRESH, refreshToken],
  ['taobao.tmc.user.permit', permit],
  ['taobao.tmc.messages.consume', consume],
  ['taobao.tmc.messages.confirm', confirm],
]

function createToken(form: Form, context: TopMethodContext): TopResult {
  const code = form.get('code') ?? ''
  if (code === '') return refuse(missingArgument('code'))
  const issued = context.market.tokens.exchange(code, context.nowMs)
  if (issued === null) return refuse(businessError('isv.code-invalid')) // [A] The exact sub-code is not public.
  return { ok: true, body: { top_auth_token_create_response: { token_result: toTokenResult(issued, context) } } }
}

function refreshToken(form: Form, context: TopMethodContext): TopResult {
  const given = form.get('refresh_token') ?? ''
  if (given === '') return refuse(missingArgument('refresh_token'))
  const issued = context.market.tokens.refresh(given, context.nowMs)
  if (issued === null) return refuse(businessError('isv.refresh-token-invalid'))
  return { ok: true, body: { top_auth_token_refresh_response: { token_result: toTokenResult(issued, context) } } }
}

/** JSON within JSON, says the metadata. */
function toTokenResult(issued: IssuedTokens, { nowMs, sellerNick }: TopMethodContext): string {
  const lifeSeconds = Math.floor((issued.expiresAtMs - nowMs) / 1_000)
  return JSON.stringify({
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    token_type: 'Bearer',
    expires_in: lifeSeconds,
    re_expires_in: lifeSeconds,
    expire_time: issued.expiresAtMs,
    taobao_user_nick: encodeURIComponent(sellerNick),
  })
}

/** Without topics it is for all that the application has subscribed; a part of them is not simulated. */
function permit(_form: Form, { market }: TopMethodContext): TopResult {
  market.outbox.unmute()
  return { ok: true, body: { tmc_user_permit_response: { is_success: true } } }
}

const QUANTITY = { min: 10, max: 200, standard: 100 } as const

function consume(form: Form, { market, sellerNick }: TopMethodContext): TopResult {
  const quantity = Number(form.get('quantity') ?? QUANTITY.standard)
  if (!(quantity >= QUANTITY.min && quantity <= QUANTITY.max)) return refuse(invalidArgument('quantity'))
  market.outbox.take()
  const messages = market.outbox
    .pending()
    .slice(0, quantity)
    .map((event) => {
      const { topic, content } = toTmcMessage(event, sellerNick)
      return {
        id: longNumber(event.id),
        topic,
        content: JSON.stringify(content),
        pub_time: toChinaText(event.atMs),
        pub_app_key: '12497914',
        user_nick: sellerNick,
      }
    })
  const wrapper = messages.length === 0 ? {} : { messages: { tmc_message: messages } }
  return { ok: true, body: { tmc_messages_consume_response: wrapper } }
}

function confirm(form: Form, { market }: TopMethodContext): TopResult {
  const ids = (form.get('s_message_ids') ?? '').split(',').filter((id) => id !== '')
  if (ids.length === 0) return refuse(missingArgument('s_message_ids'))
  for (const id of ids) market.outbox.confirm(id)
  return { ok: true, body: { tmc_messages_confirm_response: { is_success: true } } }
}
