// The simulator as its own process.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

test('prints one line of JSON, answers, and stops on SIGTERM', async () => {
  const epoch = new Date(Date.now() - 3_600_000).toISOString()
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--seed', 'x', '--epoch', epoch, '--speed', '600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const told = JSON.parse(line) as { url: string; controlToken: string }
    expect(Object.keys(told).toSorted()).toEqual(['access', 'channel', 'controlToken', 'tokens', 'url'])
    expect(told.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/router\/rest$/)
    const state = await fetch(new URL('/control/state', told.url), {
      headers: { authorization: `Bearer ${told.controlToken}` },
    })
    expect(((await state.json()) as { trades: number }).trades).toBeGreaterThan(100)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
}, 60_000)

test('odd options are refused', () => {
  expect(readOptions([], 5)).toMatchObject({ channel: 'taobao', port: 0, epochMs: 5, speed: 1, reportPath: undefined })
  for (const args of [
    ['--port', 'x'],
    ['--speed', '0'],
    ['--epoch', '2026-06-18T00:00:00'],
    ['--epoch', 'x'],
    ['--from', 'x'],
    ['--bad-one-in', '-1'],
    ['--nonsense', '1'],
  ]) {
    expect(() => readOptions(args, 5)).toThrow()
  }
})
