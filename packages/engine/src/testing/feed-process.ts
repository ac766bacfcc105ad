// Starts a feed worker and tells how it went: its answers, or how it died.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import type { FeedWork } from './feed-worker.ts'

const PROGRAM = new URL('feed-worker.ts', import.meta.url)

export interface FeedProcess {
  child: ChildProcess
  /** The cursor's answers; where it died before them, the signal or exit code. */
  ended: Promise<string[] | string>
}

export function startFeedProcess(work: FeedWork): FeedProcess {
  const child = fork(PROGRAM, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise<string[] | string>((resolve) => {
    child.on('message', (answers: string[]) => resolve(answers))
    child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  child.send(work)
  return { child, ended }
}
