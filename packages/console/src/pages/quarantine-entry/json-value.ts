// Single values of JSON text as people edit them. Texts are edited bare; everything else as JSON writes it, so that
// a 19-digit id keeps its digits.

export type ValueType = 'text' | 'other'

export interface EditedValue {
  type: ValueType
  /** What stands in the box. */
  value: string
}

/** The value at a JSON pointer as JSON writes it; null where there is none. */
export function literalAt(text: string, pointer: string): string | null {
  const steps = pointer.split('/').slice(1)
  let node: unknown = parseKeepingLiterals(text)
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof node !== 'object' || node === null || node instanceof Literal || !Object.hasOwn(node, name)) return null
    node = (node as Record<string, unknown>)[name]
  }
  return node instanceof Literal ? node.source : null
}

class Literal {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

function parseKeepingLiterals(text: string): unknown {
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'object' && value !== null ? value : new Literal(context?.source ?? JSON.stringify(value))
  try {
    return JSON.parse(text, keep) as unknown
  } catch {
    return null
  }
}

/** What stands in the box for a literal; an absent one begins as empty text. */
export function toEdited(literal: string | null): EditedValue {
  if (literal === null) return { type: 'text', value: '' }
  return literal.startsWith('"')
    ? { type: 'text', value: JSON.parse(literal) as string }
    : { type: 'other', value: literal }
}

/** As JSON writes it; null where it is no JSON. */
export function toLiteral({ type, value }: EditedValue): string | null {
  if (type === 'text') return JSON.stringify(value)
  try {
    JSON.parse(value)
    return value.trim()
  } catch {
    return null
  }
}
