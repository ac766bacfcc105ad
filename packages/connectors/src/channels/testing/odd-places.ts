// For tests only: the places of a parsed JSON value, and the value with one of them made odd.

export type Place = readonly (string | number)[]

/** Every member and entry, at any depth. */
export function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  const members: [string | number, unknown][] = Array.isArray(value)
    ? value.map((each: unknown, index) => [index, each])
    : Object.entries(value)
  const below = members.flatMap(([name, each]) => placesOf(each, [...at, name]))
  return at.length === 0 ? below : [at, ...below]
}

export function replaced(value: unknown, [name, ...rest]: Place, odd: unknown): unknown {
  if (name === undefined) return odd
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === name ? replaced(each, rest, odd) : each))
  const members = value as Record<string, unknown>
  return { ...members, [name]: replaced(members[name], rest, odd) }
}
