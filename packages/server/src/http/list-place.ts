// Where a page of a list ended, as the opaque text that callers hand back: nobody builds one, and one that was
// changed or belongs to another list is refused by name.

import { Refusal } from './problems.ts'

type Part = string | number

export function toPlaceText(parts: readonly Part[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

interface Expected {
  /** The query's field it came in. */
  field: '/after' | '/before'
  /** What each part must be. */
  shape: readonly ('string' | 'number')[]
}

/** Throws a Refusal where the text is no place of this list. */
export function readPlaceText(text: string, { field, shape }: Expected): Part[] {
  const parts = parsed(text)
  const isOurs =
    Array.isArray(parts) && parts.length === shape.length && shape.every((type, index) => isOf(type, parts[index]))
  if (isOurs) return parts as Part[]
  throw new Refusal('bad_request', {
    field,
    expected: 'the `next` of an earlier page',
    detail: 'Something in the query is not as expected',
  })
}

function isOf(type: 'string' | 'number', part: unknown): boolean {
  return type === 'number' ? Number.isSafeInteger(part) : typeof part === 'string' && !part.includes('\u0000')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return null
  }
}
