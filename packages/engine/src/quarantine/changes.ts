// Where a correction differs from what came, for the record of who changed what: JSON pointers and never values,
// which may be receiver data.

/** Enough to see what a person did; more is a rewrite, and said to be one. */
const POINTERS_MAX = 20
/** No platform nests deeper than 6; hostile content must not exhaust the stack. */
const DEPTH_MAX = 32

const UTF8 = new TextDecoder('utf-8', { fatal: true })

export function describeChanges(original: Uint8Array, corrected: Uint8Array): string {
  try {
    const before = parse(original)
    const after = parse(corrected)
    const pointers = [...changedPointers(before, after, '')]
    if (pointers.length === 0) return 'nothing but the form of the text'
    const shown = pointers.slice(0, POINTERS_MAX).join(', ')
    return pointers.length > POINTERS_MAX ? `${shown} and ${pointers.length - POINTERS_MAX} more` : shown
  } catch {
    return 'the text, which was not JSON before or after'
  }
}

/** Numbers stay text: two 19-digit ids may be the same float. */
function parse(bytes: Uint8Array): unknown {
  const keepNumbers = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value
  return JSON.parse(UTF8.decode(bytes), keepNumbers)
}

class Digits {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

function* changedPointers(before: unknown, after: unknown, pointer: string): Generator<string> {
  if (isSame(before, after)) return
  const depth = pointer.split('/').length - 1
  const canDescend = isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)
  if (!canDescend || depth >= DEPTH_MAX) return void (yield pointer === '' ? '/' : pointer)
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const step = name.replaceAll('~', '~0').replaceAll('/', '~1')
    yield* changedPointers(before[name], after[name], `${pointer}/${step}`)
  }
}

function isSame(before: unknown, after: unknown): boolean {
  if (before instanceof Digits && after instanceof Digits) return before.text === after.text
  return Object.is(before, after)
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Digits)
}
