// One input or output of a rule table as people read it.

import { formatMoney } from '../../ui/format.ts'
import type { Words } from '../../ui/use-words.ts'

export interface Fact {
  key: string
  value: unknown
}

export function factText({ key, value }: Fact, words: Words, currency: string): string {
  if (key.endsWith('Fen') && typeof value === 'number') return formatMoney(value, currency, words.language)
  if (key === 'channel' && typeof value === 'string') return words.word('channel', value)
  if (key === 'queue' && typeof value === 'string') return words.word('queue', value)
  if (value === null || value === undefined || value === '') return '—'
  // An arrow, because what rules list is ranked.
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((each: unknown) => plain(each)).join(' → ')
  return plain(value)
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
