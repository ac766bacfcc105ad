// Ids that a platform writes as JSON numbers beyond what a float holds: raw, digit for digit.

// In the language since 2025 and in Node 24; the compiler's library for our target does not list it.
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown }

export function longNumber(digits: string): unknown {
  if (!/^\d{1,20}$/.test(digits)) throw new Error(`not an id of digits: ${digits}`)
  return rawJSON(digits)
}
