// Named places where a crash hurts most. A test arms one in a child process, which then ends there as if
// by kill -9, or stands still there as if its machine had paused; anywhere else this is one comparison.

export type Crashpoint = 'decided_not_committed' | 'committed_not_reported' | 'order_written_cursor_not_moved'

export interface Crash {
  point: Crashpoint
  /** It happens when the point is passed for the n-th time, counted from 1. */
  passing: number
  signal: 'SIGKILL' | 'SIGSTOP'
}

let armed: Crash | null = null
let passed = 0

/** For tests only: there is no setting that reaches this, so no installation can be made to crash. */
export function armCrashpoint(crash: Crash | null): void {
  armed = crash
  passed = 0
}

export function crashpoint(name: Crashpoint): void {
  if (armed === null || armed.point !== name) return
  passed += 1
  if (passed === armed.passing) process.kill(process.pid, armed.signal)
}
