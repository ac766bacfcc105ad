// What was opened is closed in reverse order, each part whatever became of the others.

export interface Closers {
  add(close: () => Promise<void>): void
  /** Rejects with the first failure, after everything was tried. */
  closeAll(): Promise<void>
}

export function createClosers(): Closers {
  const closers: (() => Promise<void>)[] = []
  return {
    add: (close) => void closers.push(close),
    async closeAll() {
      const failures: unknown[] = []
      for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
        await close().catch((error: unknown) => failures.push(error))
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
