// The TOP methods of tokens and of messages pulled over the gateway. Source: TOP API metadata
// (top.auth.token.refresh, tmc.user.permit, tmc.messages.consume, tmc.messages.confirm).

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import { toTmcMessage } from './tmc-message.ts'
import type { Form, TopMethod, TopMethodContext } from './method.ts'
import { businessError, invalidArgument, missingArgument, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

const SESSION_OF_REFRESH = 'taobao.top.auth.token.refresh'
export const OPEN_METHODS: ReadonlySet<string> = new Set([SESSION_OF_REFRESH, 'taobao.logistics.companies.get'])

export const ACCESS_METHODS: readonly [string, TopMethod][] = [
  [SESSION_OF_REFRESH, refreshToken],
  ['taobao.tmc.user.permit', permit],
  ['taobao.tmc.messages.consume', consume],
  ['taobao.tmc.messages.confirm', confirm],
]

function refreshToken(form: Form, { market, nowMs, sellerNick }: TopMethodContext): TopResult {
  const given = form.get('refresh_token') ?? ''
  if (given === '') return refuse(missingArgument('refresh_token'))
  const issued = market.tokens.refresh(given, nowMs)
  if (issued === null) return refuse(businessError('isv.refresh-token-invalid'))
  const lifeSeconds = Math.floor((issued.expiresAtMs - nowMs) / 1_000)
  const result = {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    token_type: 'Bearer',
    expires_in: lifeSeconds,
    re_expires_in: lifeSeconds,
    expire_time: issued.expiresAtMs,
    taobao_user_nick: encodeURIComponent(sellerNick),
  }
  // JSON within JSON, says the metadata.
  return { ok: true, body: { top_auth_token_refresh_response: { token_result: JSON.stringify(result) } } }
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
