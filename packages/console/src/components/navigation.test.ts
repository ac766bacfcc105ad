import { expect, test } from 'vitest'
import { en } from '../i18n/en.ts'
import { zhCN } from '../i18n/zh-cn.ts'
import { NAVIGATION, entryAt } from './navigation.ts'

test('no two pages share a path, a key or a word', () => {
  for (const field of ['path', 'key', 'word'] as const)
    expect(new Set(NAVIGATION.map((entry) => entry[field])).size, field).toBe(NAVIGATION.length)
  for (const { key } of NAVIGATION) expect(key).toMatch(/^[a-z]$/)
})

test('every page has a word of its own in both languages', () => {
  for (const words of [zhCN.navigation, en.navigation])
    expect(new Set(NAVIGATION.map(({ word }) => words[word])).size).toBe(NAVIGATION.length)
})

test('a page below an entry is that entry, and home is only home', () => {
  expect(entryAt('/')?.word).toBe('overview')
  expect(entryAt('/orders')?.word).toBe('orders')
  expect(entryAt('/orders/TB1')?.word).toBe('orders')
  expect(entryAt('/ordersque')).toBeUndefined()
  expect(entryAt('/no/such/page')).toBeUndefined()
})
