// What an event's body says, as one sentence. A body we cannot read gives no sentence; its raw form is
// always one click away.

import type { TimelineEvent } from '@tidegate/contract'
import { formatMoney, formatTime } from '../../ui/format.ts'
import type { Words } from '../../ui/use-words.ts'
import { reasonText } from './reason-text.ts'

export interface SentenceContext {
  words: Words
  currency: string
  now: number
}

type Body = TimelineEvent['body']

export function eventSentence({ kind, body }: TimelineEvent, context: SentenceContext): string {
  const { t, word } = context.words
  const n = numberIn(body, 'units')
  switch (kind) {
    case 'order_received':
    case 'history_recorded':
    case 'order_updated':
      return contentSentence(body, context)
    case 'older_content_kept':
      return olderSentence(body, context)
    case 'payment_recorded':
    case 'refund_recorded':
      return moneySentence(kind, body, context)
    case 'order_cancelled':
      return t('sentence.because', { reason: textIn(body, 'reason') })
    case 'hold_placed':
      return t('sentence.hold', {
        hold: word('hold', textIn(body, 'hold')),
        reason: reasonText(textIn(body, 'reason'), context),
      })
    case 'hold_released':
      return releaseSentence(body, context)
    case 'stock_reserved':
      return t('sentence.reserved', { n })
    case 'reservation_released':
      return t('sentence.released', { n })
    case 'reservation_expired':
      return t('sentence.expired', { n })
    case 'order_allocated':
      return t('sentence.allocated', { n, picks: picksText(body, context) })
    case 'allocation_released':
      return t('sentence.unallocated', { n })
    case 'order_shipped':
      return t(body['afterCancel'] === true ? 'sentence.shippedAfterCancel' : 'sentence.shipped', {
        n,
        carrier: textIn(body, 'carrier'),
        tracking: textIn(body, 'trackingNumber'),
      })
    default:
      return ''
  }
}

function contentSentence(body: Body, { words: { t, word, language }, currency }: SentenceContext): string {
  return t('sentence.content', {
    payment: word('payment', textIn(body, 'payment')),
    platformState: word('platformState', textIn(body, 'platformState')),
    amount: formatMoney(numberIn(body, 'payableFen'), currency, language),
  })
}

/** A person says why; the engine does not, because then the reason for the hold has gone. */
function releaseSentence(body: Body, context: SentenceContext): string {
  const { t, word } = context.words
  const hold = word('hold', textIn(body, 'hold'))
  const reason = textIn(body, 'reason')
  return reason === '' ? t('sentence.holdOnly', { hold }) : t('sentence.hold', { hold, reason })
}

function olderSentence(body: Body, { words: { t, language }, now }: SentenceContext): string {
  const version = numberIn(body, 'version')
  if (version === 0) return t('sentence.olderNoTime')
  return t('sentence.older', { time: formatTime(new Date(version).toISOString(), language, now) })
}

function moneySentence(kind: 'payment_recorded' | 'refund_recorded', body: Body, context: SentenceContext): string {
  const { t, word, language } = context.words
  const payment = word('payment', textIn(body, 'payment'))
  const amount = (name: string) => formatMoney(numberIn(body, name), context.currency, language)
  return kind === 'payment_recorded'
    ? t('sentence.paid', { leg: word('leg', textIn(body, 'leg')), amount: amount('paidFen'), payment })
    : t('sentence.refunded', { amount: amount('amountFen'), payment })
}

/** Picks are per line; people ask per location. */
function picksText(body: Body, { words: { t } }: SentenceContext): string {
  const byLocation = new Map<string, number>()
  const picks: unknown[] = Array.isArray(body['picks']) ? body['picks'] : []
  for (const pick of picks) {
    if (typeof pick !== 'object' || pick === null) continue
    const location = textIn({ ...pick }, 'location')
    byLocation.set(location, (byLocation.get(location) ?? 0) + numberIn({ ...pick }, 'units'))
  }
  return [...byLocation].map(([location, n]) => t('sentence.pick', { location, n })).join(t('sentence.listGap'))
}

function textIn(body: Body, name: string): string {
  const value = body[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function numberIn(body: Body, name: string): number {
  const value = body[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
