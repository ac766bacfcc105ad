// Ids that a platform wants as JSON numbers, digit for digit, beyond what a float holds.

// In the language since 2025 and in Node 24; the compiler's library for our target does not list it.
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown }

/** For `JSON.stringify`. Text that is no id goes as text, and is refused where it arrives. */
export function longNumber(id: string): unknown {
  return /^(0|[1-9]\d{0,18})$/.test(id) ? rawJSON(id) : id
}
