// The program as a person starts it: a child process on a data folder of its own. For tests.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const CHECKOUT = join(import.meta.dirname, '..', '..', '..', '..')
const MAIN = join(import.meta.dirname, '..', 'main.ts')
const WAIT_MS_MAX = 90_000

export interface Program {
  child: ChildProcess
  output: () => string
  /** Resolves with the first match in what the program has printed. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Sends Ctrl-C; gives the exit code and how long the end took. */
  stop: () => Promise<{ code: number | null; tookMs: number }>
}

export interface Stage extends AsyncDisposable {
  readonly dataDir: string
  /** Starts `tidegate` with these words. */
  run: (...words: string[]) => Program
}

/** A throw-away data folder; inside the checkout, where the account PostgreSQL runs under may enter. */
export async function openStage(): Promise<Stage> {
  const folder = join(CHECKOUT, '.cache', 'start-e2e')
  await mkdir(folder, { recursive: true })
  const root = await mkdtemp(join(folder, 'run-'))
  const dataDir = join(root, 'data')
  const programs: Program[] = []
  return {
    dataDir,
    run(...words) {
      const program = runProgram([...words, '--data-dir', dataDir])
      programs.push(program)
      return program
    },
    async [Symbol.asyncDispose]() {
      for (const { child } of programs) if (child.exitCode === null) child.kill('SIGKILL')
      await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

function runProgram(words: readonly string[]): Program {
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString('utf8')))
  const ended = once(child, 'exit') as Promise<[number | null]>
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (const deadlineMs = performance.now() + WAIT_MS_MAX; performance.now() < deadlineMs; await sleep(50)) {
      const match = pattern.exec(text)
      if (match !== null) return match
      if (child.exitCode !== null) break
    }
    throw new Error(`the program never said ${String(pattern)}; it said:\n${text}`)
  }
  const stop = async () => {
    const startMs = performance.now()
    child.kill('SIGINT')
    const [code] = await ended
    return { code, tookMs: performance.now() - startMs }
  }
  return { child, output: () => text, says, stop }
}
