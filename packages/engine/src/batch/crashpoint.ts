// Named places where a crash hurts most. A test names one in the environment of a child process and
// that process ends there, as if by kill -9; anywhere else this is one comparison.

const armed = process.env['TIDEGATE_CRASHPOINT'] ?? null

export const CRASHPOINTS = ['decided_not_committed', 'committed_not_reported', 'order_written_cursor_not_moved'] as const
export type Crashpoint = (typeof CRASHPOINTS)[number]

export function crashpoint(name: Crashpoint): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL')
}
