// The simulator as its own process.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { readOptions } from './options.ts'
import { MARKETPLACES } from './registry.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

test('prints one line of JSON, answers, and stops on SIGTERM', async () => {
  const epoch = new Date(Date.now() - 3_600_000).toISOString()
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--seed', 'x', '--epoch', epoch, '--speed', '600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const { shops } = JSON.parse(line) as { shops: { url: string; controlToken: string }[] }
    const [told = { url: '', controlToken: '' }] = shops
    expect(shops).toHaveLength(1)
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

test('of all channels there is one shop each, and together they sell what one would', async () => {
  const told = async (channel: string): Promise<{ channels: string[]; trades: number }> => {
    const epoch = new Date(Date.now() - 3_600_000).toISOString()
    const words = ['--channel', channel, '--seed', 'x', '--epoch', epoch, '--speed', '60']
    const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
      const { shops } = JSON.parse(line) as { shops: { channel: string; url: string; controlToken: string }[] }
      const states = await Promise.all(
        shops.map(async ({ url, controlToken }) => {
          const headers = { authorization: `Bearer ${controlToken}` }
          return (await (await fetch(new URL('/control/state', url), { headers })).json()) as { trades: number }
        }),
      )
      return {
        channels: shops.map((shop) => shop.channel),
        trades: states.reduce((sum, { trades }) => sum + trades, 0),
      }
    } finally {
      child.kill('SIGKILL')
    }
  }
  const all = await told('all')
  expect(all.channels).toEqual(MARKETPLACES.map(({ channel }) => channel))
  const one = await told('taobao')
  // They were asked a few seconds apart.
  expect(Math.abs(all.trades - one.trades)).toBeLessThan(60)
  expect(all.trades).toBeGreaterThan(100)
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
