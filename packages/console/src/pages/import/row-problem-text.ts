// What is wrong with a row, in the words of the page: which column's meaning, what it is, what was found there.

import { faultExpected } from '../quarantine/fault-text.ts'
import type { Words } from '../../ui/use-words.ts'

interface Problem {
  code: string
  field: string | null
  expected: string
  found: string
}

export function rowProblemText({ t, word }: Pick<Words, 't' | 'word'>, problem: Problem): string {
  const { code, field, expected, found } = problem
  const what =
    field === null || field === '' ? word('rowCode', code) : `${word('importField', field)} ${word('rowCode', code)}`
  const asked = expected === '' ? '' : ` · ${t('imports.expected', { expected: faultExpected(t, expected) })}`
  return `${what}${asked}${found === '' || found === 'nothing' ? '' : ` · ${t('imports.found', { found })}`}`
}
