// Reasons the engine writes itself are English and few; they are worded in the language of the page.
// Every other reason was written by a person or a rule and is shown as written.

import { formatMoney } from '../../ui/format.ts'
import type { SentenceContext } from './event-sentence.ts'

const UNMAPPED = /^line (\d+): no SKU for code (.+)$/
const SUMS = /^lines and freight sum to (-?\d+) fen, the order says (-?\d+)/

export function reasonText(reason: string, { words: { t, language }, currency }: SentenceContext): string {
  if (reason === 'units are waiting for stock') return t('reason.waitingStock')
  if (reason === 'the buyer asks for a refund') return t('reason.refund')
  if (reason === 'the platform forbids shipping for now') return t('reason.platform')
  if (reason === 'lines') return t('reason.missingLines')
  if (reason === 'receiver') return t('reason.missingReceiver')
  const unmapped = UNMAPPED.exec(reason)
  if (unmapped !== null) return t('reason.unmapped', { line: unmapped[1] ?? '', code: unmapped[2] ?? '' })
  const sums = SUMS.exec(reason)
  if (sums === null) return reason
  const money = (fen: string | undefined) => formatMoney(Number(fen ?? 0), currency, language)
  return t('reason.sums', { summed: money(sums[1]), stated: money(sums[2]) })
}
