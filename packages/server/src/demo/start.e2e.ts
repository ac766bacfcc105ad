// The program as a person starts it: a child process on a data folder of its own.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const CHECKOUT = join(import.meta.dirname, '..', '..', '..', '..')
const MAIN = join(import.meta.dirname, '..', 'main.ts')
const WAIT_MS_MAX = 90_000

let dataDir = ''
const children: ChildProcess[] = []

beforeAll(async () => {
  // Inside the checkout: the account PostgreSQL runs under must be able to enter.
  const folder = join(CHECKOUT, '.cache', 'start-e2e')
  await mkdir(folder, { recursive: true })
  dataDir = join(await mkdtemp(join(folder, 'run-')), 'data')
})

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await rm(join(dataDir, '..'), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

interface Program {
  child: ChildProcess
  output: () => string
  /** Resolves with the first match in what the program has printed. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>
  /** Sends Ctrl-C; gives the exit code and how long the end took. */
  stop: () => Promise<{ code: number | null; tookMs: number }>
}

function run(...words: string[]): Program {
  const child = spawn(process.execPath, [MAIN, ...words, '--data-dir', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
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

async function ended(program: Program): Promise<number | null> {
  if (program.child.exitCode === null) await once(program.child, 'exit')
  return program.child.exitCode
}

/** Signs in with the printed link, as the console does, and asks for the first page. */
async function readOverview(program: Program) {
  const [, origin = '', token = ''] = await program.says(/(http:\/\/127\.0\.0\.1:\d+)\/sign-in\?token=(\S+)/)
  const headers = { 'content-type': 'application/json', origin, 'x-tidegate-csrf': '1' }
  const session = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ token }) })
  expect(session.status).toBeLessThan(300)
  const cookie = session.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const answer = await fetch(`${origin}/api/v1/overview`, { headers: { ...headers, cookie } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as {
    ordersTotal: number
    pipeline: { stage: string; count: number }[]
    quarantined: number
  }
}

test('orders become fulfillment orders; Ctrl-C and a second start lose nothing and double nothing', async () => {
  const first = run('start', '--port', '0', '--speed', '40')
  await first.says(/Tidegate runs for/)
  await first.says(/orders read [1-9]\d* \| to ship [1-9]\d* .* lag \d+ s/)
  const before = await readOverview(first)
  expect(before.ordersTotal).toBeGreaterThan(0)
  expect(before.quarantined).toBe(0)
  const end = await first.stop()
  expect(end.code).toBe(0)
  expect(end.tookMs).toBeLessThan(10_000)

  const startMs = performance.now()
  const second = run('start', '--port', '0', '--speed', '40')
  await second.says(/Tidegate runs for/)
  expect(performance.now() - startMs).toBeLessThan(15_000)
  expect(second.output()).toContain('stock as it was left')
  await second.says(/orders read [1-9]\d* .* lag \d+ s/)
  expect((await readOverview(second)).ordersTotal).toBeGreaterThanOrEqual(before.ordersTotal)

  const beside = run('verify', '--merchant', 'demo')
  expect(await ended(beside), beside.output()).toBe(0)
  const rival = run('start', '--port', '0')
  expect(await ended(rival)).toBe(1)
  expect(rival.output()).toContain('is in use by process')

  expect((await second.stop()).code).toBe(0)
  const log = await readFile(join(dataDir, 'tidegate.log'), 'utf8')
  expect(log).not.toContain('"level":50')
  expect((await stat(join(dataDir, 'demo.json'))).mode & 0o077).toBe(0)
  expect((await stat(join(dataDir, 'tidegate.log'))).mode & 0o077).toBe(0)
}, 240_000)
