// Bugs are exceptions: an InvariantError rolls the batch back and the engine halves it
// until the one command that caused it stands alone (docs/ARCHITECTURE.md, "Poison").

export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}

/** Returns the value, or throws where the caller knows it must exist. */
export function must<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new InvariantError(message)
  return value
}

export function assertNever(value: never): never {
  throw new InvariantError(`unexpected case: ${JSON.stringify(value)}`)
}
