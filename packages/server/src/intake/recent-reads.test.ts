import { expect, test } from 'vitest'
import { createRecentReads } from './recent-reads.ts'

test('a version that was read, and any older one, need not be read again', () => {
  const reads = createRecentReads()
  reads.note('1', { from: 100, version: 50 })
  expect([49, 50, 51].map((version) => reads.hasVersion('1', version))).toEqual([true, true, false])
  expect(reads.hasVersion('2', 0)).toBe(false)
})

test('only a reading that began after the moment answers for it', () => {
  const reads = createRecentReads()
  reads.note('1', { from: 100, version: 50 })
  expect([99, 100].map((at) => reads.isReadSince('1', at))).toEqual([true, false])
})

test('of a bounded number the oldest reading is forgotten first', () => {
  const reads = createRecentReads(2)
  for (const id of ['1', '2', '1', '3']) reads.note(id, { from: 100, version: 50 })
  expect(['1', '2', '3'].map((id) => reads.hasVersion(id, 50))).toEqual([true, false, true])
})
