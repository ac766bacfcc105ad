import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createWake } from './wake.ts'

const LONG_MS = 60_000
const never = new AbortController().signal

test('a rest ends when somebody asks', async () => {
  const wake = createWake()
  const rest = wake.rest(systemClock, LONG_MS, never)
  wake.ask()
  expect(await rest).toBe(true)
})

test('what was asked for while nobody rested is not forgotten, and counts once', async () => {
  const wake = createWake()
  wake.ask()
  wake.ask()
  expect(await wake.rest(systemClock, LONG_MS, never)).toBe(true)
  const stopping = new AbortController()
  const rest = wake.rest(systemClock, LONG_MS, stopping.signal)
  stopping.abort(new Error('stop'))
  expect(await rest).toBe(false)
})

test('of two that rest each ask lets one begin', async () => {
  const wake = createWake()
  const begun: string[] = []
  const rests = ['first', 'second'].map(async (name) => {
    await wake.rest(systemClock, LONG_MS, never)
    begun.push(name)
  })
  wake.ask()
  await rests[0]
  expect(begun).toEqual(['first'])
  wake.ask()
  await rests[1]
  expect(begun).toEqual(['first', 'second'])
})
