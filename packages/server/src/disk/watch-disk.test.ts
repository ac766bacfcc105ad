import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { watchDisk } from './watch-disk.ts'

const log = createLog('silent')
const STEP_MS = 2

async function watched(freeBytes: { now: number | Error }) {
  const readFreeBytes = () =>
    freeBytes.now instanceof Error ? Promise.reject(freeBytes.now) : Promise.resolve(freeBytes.now)
  return watchDisk({ folder: '.', freeMinBytes: 100, log, readFreeBytes, intervalMs: STEP_MS })
}

test('below the least that must stay free it is low, and again roomy only once there is clearly more', async () => {
  const free = { now: 100 as number | Error }
  const disk = await watched(free)
  const lowAfter = async (now: number | Error) => {
    free.now = now
    await sleep(STEP_MS * 10)
    return disk.isLow
  }
  expect(disk.isLow).toBe(false)
  expect(await lowAfter(99)).toBe(true)
  expect(await lowAfter(105)).toBe(true)
  expect(await lowAfter(111)).toBe(false)
  expect(await lowAfter(100)).toBe(false)
  disk.stop()
})

test('a disk that cannot be asked is not taken for a full one, nor for one with room', async () => {
  const free = { now: new Error('gone') as number | Error }
  const disk = await watched(free)
  expect([disk.isLow, disk.freeBytes]).toEqual([false, null])
  free.now = 1
  await sleep(STEP_MS * 10)
  free.now = new Error('gone')
  await sleep(STEP_MS * 10)
  expect([disk.isLow, disk.freeBytes]).toEqual([true, null])
  disk.stop()
})

test('the real disk tells how much is free', async () => {
  const disk = await watchDisk({ folder: import.meta.dirname, freeMinBytes: 1, log })
  expect(disk.freeBytes).toBeGreaterThan(1)
  disk.stop()
})
