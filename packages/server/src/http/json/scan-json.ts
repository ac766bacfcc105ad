// Looks over a body's text before it is parsed, for what a parser lets pass and somebody would pay for later: nesting
// that overflows whoever walks it, millions of values, names that poison prototypes, and one name twice, of which a
// parser silently keeps the last. Anything that is not JSON at all is the parser's to refuse.

/** The deepest body we take has a depth of 5. */
const DEPTH_MAX = 32
/** Five hundred orders of two lines are 25,000 values, an order of 2,000 lines as many. */
const VALUES_MAX = 100_000

const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

export interface JsonFault {
  /** A JSON pointer to where it was found. */
  field: string
  expected: string
}

interface Level {
  /** Names seen in this object; null for an array. */
  names: Set<string> | null
  /** Where we are in it. */
  step: string | number
}

/** Null where nothing is wrong that is for us to find. */
export function scanJson(text: string): JsonFault | null {
  return new Scan(text).run()
}

class Scan {
  private readonly text: string
  private readonly levels: Level[] = []
  private at = 0
  private values = 0

  constructor(text: string) {
    this.text = text
  }

  run(): JsonFault | null {
    const { text } = this
    for (; this.at < text.length; this.at += 1) {
      const fault = this.step(text.charCodeAt(this.at))
      if (fault !== null) return fault
    }
    return null
  }

  private step(code: number): JsonFault | null {
    switch (code) {
      case QUOTE:
        return this.passText()
      case OPEN_OBJECT:
        return this.open(new Set())
      case OPEN_ARRAY:
        return this.open(null)
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.levels.pop()
        return null
      case COMMA:
        return this.passElement()
      default:
        return null
    }
  }

  private open(names: Set<string> | null): JsonFault | null {
    if (this.levels.length === DEPTH_MAX) return this.fault(`at most ${DEPTH_MAX} levels`)
    this.levels.push({ names, step: names === null ? 0 : '' })
    return this.count()
  }

  /** A comma in an object comes before a name, which is counted when it is read. */
  private passElement(): JsonFault | null {
    const level = this.levels.at(-1)
    if (level === undefined || typeof level.step !== 'number') return null
    level.step += 1
    return this.count()
  }

  private passText(): JsonFault | null {
    const { text } = this
    const from = this.at + 1
    let isEscaped = false
    let end = from
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end)
      if (code === QUOTE) break
      if (code !== BACKSLASH) continue
      isEscaped = true
      end += 1
    }
    this.at = end
    const names = this.levels.at(-1)?.names
    if (names === undefined || names === null || !this.isBeforeColon()) return null
    const name = text.slice(from, end)
    return this.passName(isEscaped ? unescaped(name) : name, names)
  }

  private isBeforeColon(): boolean {
    let next = this.at + 1
    while (isSpace(this.text.charCodeAt(next))) next += 1
    return this.text.charCodeAt(next) === COLON
  }

  private passName(name: string, names: Set<string>): JsonFault | null {
    const level = this.levels.at(-1) as Level
    level.step = name
    if (FORBIDDEN_NAMES.has(name)) return this.fault('a body in JSON, without __proto__ or constructor')
    if (names.has(name)) return this.fault('each name once')
    names.add(name)
    return this.count()
  }

  private count(): JsonFault | null {
    this.values += 1
    return this.values > VALUES_MAX ? this.fault(`at most ${VALUES_MAX} values in one body`) : null
  }

  private fault(expected: string): JsonFault {
    return { field: this.levels.map(({ step }) => `/${pointerStep(String(step))}`).join(''), expected }
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

/** A name the parser will refuse stays as it is. */
function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`))
  } catch {
    return name
  }
}

/** A name as a step of a JSON pointer. */
export function pointerStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
