// Parameters that arrive as one JSON object, where ids may be text or numbers of 19 digits.

export type JsonParameters = Readonly<Record<string, unknown>>

/** Digits a float cannot hold are kept as text. Null where the text is no object. */
export function parseParameters(text: string): JsonParameters | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text, keepDigits)
  } catch {
    return null
  }
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as JsonParameters) : null
}

function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined
    ? context.source
    : value
}

/** Text and numbers as text; anything else is as good as absent. */
export function textOf(parameters: JsonParameters, name: string): string {
  const value = parameters[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function integerOf(parameters: JsonParameters, name: string): number | null {
  const value = parameters[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** Null where it is no whole number in range. */
export function wholeOf(
  parameters: JsonParameters,
  name: string,
  { min, max }: { min: number; max: number },
): number | null {
  const value = parameters[name]
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : null
}
