// What the readers say of a fault is English and of few forms; it is worded in the language of the page. What has
// another form is shown as it was written.

import type { Translate } from '../../i18n/i18n.ts'
import { formatMoney } from '../../ui/format.ts'
import type { Words } from '../../ui/use-words.ts'

/** Of a file's row: where it stands, and which of its fields. */
const ROW = /^row (?<row>\d+)(?:, (?<field>\w+))?: (?<rest>expected .+)$/s
const FAULT = /^(?:(?<field>\S.*?): )?expected (?<expected>.+), found (?<found>.+)$/s
const EXPECTED = /^(?:(?<field>\S.*?): )?expected (?<expected>.+)$/s
const RANGE = /^(?:an integer|a whole number) from (-?\d+) to (-?\d+)$/
const TEXT_OF = /^text of (\d+) characters$/

/** What a file's cell should be, as its reader says it. */
const CELLS: Record<
  string,
  'fault.value' | 'fault.cellYuan' | 'fault.idText' | 'fault.ownCell' | 'fault.headerWidth' | 'fault.quote'
> = {
  'a value': 'fault.value',
  'yuan, at least 0, at most two decimals': 'fault.cellYuan',
  'the id as text': 'fault.idText',
  'a cell of its own for each row': 'fault.ownCell',
  'as many cells as the header': 'fault.headerWidth',
  'a closing quotation mark': 'fault.quote',
}

const REFUND = /^refund (?<id>\S+) of (?<fen>-?\d+) fen: (?<what>.+)$/
const REFUND_LEFT = /^only (-?\d+) fen are left to refund$/
const REFUND_KNOWN = /^known with (-?\d+) fen$/
const UNSHOWN = /^the channel listed the order and would not show it: (.+)$/
const STILL_UNSHOWN = /^the channel still does not show the order: (.+)$/

export function faultText(words: Pick<Words, 't' | 'language' | 'word'>, reason: string): string {
  const { t, language, word } = words
  const { row, field, rest } = ROW.exec(reason)?.groups ?? {}
  if (row !== undefined && rest !== undefined) {
    const named = field === undefined ? rest : `${word('importField', field)}: ${rest}`
    return t('fault.row', { n: row, what: fieldText(t, named) })
  }
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
  if (expected === undefined || found === undefined) return alone(t, reason)
  const words = { expected: faultExpected(t, expected), found: foundText(t, found) }
  return field === undefined ? t('fault.isBody', words) : t('fault.is', { field, ...words })
}

/** Where nothing was found that could be shown. */
function alone(t: Translate, reason: string): string {
  const { field, expected } = EXPECTED.exec(reason)?.groups ?? {}
  if (expected === undefined) return reason
  const words = { expected: faultExpected(t, expected) }
  return field === undefined ? t('fault.should', words) : t('fault.shouldField', { field, ...words })
}

/** What was expected, in the words of the page. */
export function faultExpected(t: Translate, expected: string): string {
  const range = RANGE.exec(expected)
  if (range !== null) return t('fault.integer', { min: range[1] ?? '', max: range[2] ?? '' })
  if (expected === 'a known code') return t('fault.code')
  if (expected.startsWith('a time ')) return t('fault.time')
  if (expected.startsWith('yuan as text')) return t('fault.yuan')
  const cell = CELLS[expected]
  if (cell !== undefined) return t(cell)
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
