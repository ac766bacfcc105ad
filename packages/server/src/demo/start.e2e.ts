// The main job from outside: `tidegate start`, its first page, a stop and a second start.

import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStage } from './stage.ts'
import type { Program } from './stage.ts'

const seconds = (durationMs: number): string => (durationMs / 1_000).toFixed(1)

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
  await using stage = await openStage()
  const { run, dataDir } = stage
  const first = run('start', '--port', '0', '--speed', '40', '--bad-one-in', '0')
  await first.says(/Tidegate runs for/)
  await first.says(/orders read [1-9]\d* \| to ship [1-9]\d* .* lag \d+ s/)
  const before = await readOverview(first)
  expect(before.ordersTotal).toBeGreaterThan(0)
  expect(before.quarantined).toBe(0)
  const end = await first.stop()
  expect(end.code).toBe(0)

  const startMs = performance.now()
  const second = run('start', '--port', '0', '--speed', '40', '--bad-one-in', '0')
  await second.says(/Tidegate runs for/)
  // Printed, not asserted: what a machine takes says nothing of the program when others use it too.
  console.log(`stopped in ${seconds(end.tookMs)} s, started again in ${seconds(performance.now() - startMs)} s`)
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
