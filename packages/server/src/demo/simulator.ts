// The simulated marketplaces as a child process: started, watched, started again when it dies, ended with
// us. It is outside: we know its address and keys from what it prints, and speak to it by its protocol.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import type { Channel } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { messageOf } from '../log.ts'

const MAIN = join(import.meta.dirname, '..', '..', '..', 'simulators', 'src', 'main.ts')
const READY_MS_MAX = 30_000
const STOP_MS_MAX = 2_000
const RESTART_DELAY_MS_MIN = 500
const RESTART_DELAY_MS_MAX = 10_000
const ERROR_LINES_KEPT = 5

/** What it prints of each shop when it listens. Keys: not to be logged. */
export interface SimulatedShop {
  channel: Channel
  url: string
  /** By the names of the connect form. */
  access: Readonly<Record<string, string>>
  tokens: { accessToken: string; refreshToken: string; expiresAtMs: number }
  controlToken: string
}

export type SimulatorReady = readonly SimulatedShop[]

export interface SimulatorOptions {
  args: readonly string[]
  clock: Clock
  log: Log
  onDown(): void
  onUp(ready: SimulatorReady): void
}

export interface Simulator {
  readonly ready: SimulatorReady
  stop(): Promise<void>
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const stopping = new AbortController()
  let current = await launch(options)
  const killNow = (): void => void current.child.kill('SIGKILL')
  process.on('exit', killNow)

  const watch = async (): Promise<void> => {
    for (let delayMs = RESTART_DELAY_MS_MIN; ; delayMs = Math.min(delayMs * 2, RESTART_DELAY_MS_MAX)) {
      await current.ended
      if (stopping.signal.aborted) return
      options.log.warn('the simulated shops ended unasked and are started again')
      options.onDown()
      await options.clock.sleep(delayMs, stopping.signal).catch(() => undefined)
      if (stopping.signal.aborted) return
      const startedAt = options.clock.now()
      await revive()
      // One that ran well is not a crash loop.
      if (options.clock.now() - startedAt > READY_MS_MAX) delayMs = RESTART_DELAY_MS_MIN
    }
  }
  const revive = async (): Promise<void> => {
    try {
      current = await launch(options)
      options.onUp(current.ready)
    } catch (error) {
      options.log.warn({ err: error }, 'the simulated shops do not start')
    }
  }
  const watched = watch()
  return {
    ready: current.ready,
    async stop() {
      stopping.abort()
      await end(current.child)
      await watched
      process.off('exit', killNow)
    },
  }
}

interface Launched {
  child: ChildProcess
  ready: SimulatorReady
  ended: Promise<void>
}

async function launch({ args, log }: SimulatorOptions): Promise<Launched> {
  const followParent = import.meta.resolve('./follow-parent.ts')
  // A process group of its own, so that Ctrl-C stops us first and the shop after its pollers.
  const child = spawn(process.execPath, ['--import', followParent, MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const errorLines: string[] = []
  createInterface({ input: child.stderr as Readable }).on('line', (line) => {
    log.debug({ line }, 'simulated shops')
    errorLines.push(line)
    if (errorLines.length > ERROR_LINES_KEPT) errorLines.shift()
  })
  try {
    return { child, ended, ready: await firstLine(child, ended) }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`the simulated shops do not start: ${[messageOf(error), ...errorLines].join('\n')}`, {
      cause: error,
    })
  }
}

async function firstLine(child: ChildProcess, ended: Promise<void>): Promise<SimulatorReady> {
  const lines = createInterface({ input: child.stdout as Readable })
  const [line] = (await Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(READY_MS_MAX) }),
    ended.then(() => Promise.reject(new Error('it ended at once'))),
  ])) as [string]
  // Nothing more is expected, and an unread pipe would block it one day.
  lines.on('line', () => undefined)
  return parseReady(line)
}

function parseReady(line: string): SimulatorReady {
  const { shops } = JSON.parse(line) as { shops?: SimulatedShop[] }
  if (shops === undefined || shops.length === 0) throw new Error('it does not say where it listens')
  return shops
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
  await ended
  clearTimeout(force)
}
