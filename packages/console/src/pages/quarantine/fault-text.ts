// What the readers say of a fault is English and of few forms; it is worded in the language of the page. What has
// another form is shown as it was written.

import type { Translate } from '../../i18n/i18n.ts'
import { formatMoney } from '../../ui/format.ts'
import type { Words } from '../../ui/use-words.ts'

const FAULT = /^(?:(?<field>\S.*?): )?expected (?<expected>.+), found (?<found>.+)$/s
const RANGE = /^an integer from (-?\d+) to (-?\d+)$/
const TEXT_OF = /^text of (\d+) characters$/

const REFUND = /^refund (?<id>\S+) of (?<fen>-?\d+) fen: (?<what>.+)$/
const REFUND_LEFT = /^only (-?\d+) fen are left to refund$/
const REFUND_KNOWN = /^known with (-?\d+) fen$/
const UNSHOWN = /^the channel listed the order and would not show it: (.+)$/
const STILL_UNSHOWN = /^the channel still does not show the order: (.+)$/

export function faultText({ t, language }: Pick<Words, 't' | 'language'>, reason: string): string {
  const { id, fen, what } = REFUND.exec(reason)?.groups ?? {}
  if (id !== undefined && what !== undefined) {
    const money = (amount: string) => formatMoney(Number(amount), 'CNY', language)
    return t('fault.refund', { id, amount: money(fen ?? ''), what: refundText(t, what, money) })
  }
  const unshown = UNSHOWN.exec(reason)
  if (unshown !== null) return t('fault.unshown', { code: unshown[1] ?? '' })
  const still = STILL_UNSHOWN.exec(reason)
  return still === null ? fieldText(t, reason) : t('fault.stillUnshown', { code: still[1] ?? '' })
}

function refundText(t: Translate, what: string, money: (fen: string) => string): string {
  const left = REFUND_LEFT.exec(what)
  if (left !== null) return t('fault.refundLeft', { amount: money(left[1] ?? '') })
  const known = REFUND_KNOWN.exec(what)
  if (known !== null) return t('fault.refundKnown', { amount: money(known[1] ?? '') })
  if (what === 'its order could not be recorded') return t('fault.refundOrder')
  return what === 'expected an amount above 0' ? t('fault.refundNothing') : what
}

function fieldText(t: Translate, reason: string): string {
  const { field, expected, found } = FAULT.exec(reason)?.groups ?? {}
  if (expected === undefined || found === undefined) return reason
  const words = { expected: expectedText(t, expected), found: foundText(t, found) }
  return field === undefined ? t('fault.isBody', words) : t('fault.is', { field, ...words })
}

function expectedText(t: Translate, expected: string): string {
  const range = RANGE.exec(expected)
  if (range !== null) return t('fault.integer', { min: range[1] ?? '', max: range[2] ?? '' })
  if (expected === 'a known code') return t('fault.code')
  if (expected.startsWith('a time ')) return t('fault.time')
  if (expected.startsWith('yuan as text')) return t('fault.yuan')
  if (expected === 'an id of digits') return t('fault.digits')
  if (expected === 'an id no other line has') return t('fault.uniqueId')
  if (expected.startsWith('an id')) return t('fault.id')
  if (expected === 'an object') return t('fault.object')
  if (expected === 'a list') return t('fault.list')
  if (expected === 'text') return t('fault.text')
  return expected.startsWith('a JSON body') ? t('fault.json') : expected
}

function foundText(t: Translate, found: string): string {
  const text = TEXT_OF.exec(found)
  if (text !== null) return t('fault.textOf', { n: text[1] ?? '' })
  return found === 'nothing' || found === 'null' ? t('fault.nothing') : found
}
