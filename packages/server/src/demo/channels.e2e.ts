// Shops as a person looks after them: the real program, the demo's shops, a browser.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

let opened: OpenConsole
let page: Page

beforeAll(async () => {
  opened = await openConsole({
    says: /orders read [1-9]\d* \| to ship [1-9]\d*/,
    viewport: { width: 1920, height: 1080 },
  })
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
})

test('every shop says how it does', async () => {
  await page.getByTestId('navigate-channels').click()
  await page.getByTestId('shop').first().waitFor()
  await expect.poll(() => page.getByTestId('shop-health').first().textContent(), PATIENTLY).toBe('正常')
  expect(await page.getByTestId('shop-lag').first().textContent()).toMatch(/秒|分/)
})

test('what a shop does by itself is asked about before it is switched', async () => {
  const publishes = page.getByTestId('switch-publishes').first()
  const before = await publishes.getAttribute('aria-checked')
  await publishes.click()
  await page.getByTestId('confirm-dialog').waitFor()
  expect(await publishes.getAttribute('aria-checked')).toBe(before)
  await page.getByTestId('confirm').click()
  await expect.poll(() => publishes.getAttribute('aria-checked'), PATIENTLY).not.toBe(before)
})

test('promotion night is asked about, switched on for every shop until a time, and off again', async () => {
  const switches = page.getByTestId('switch-promotion')
  const states = () => switches.evaluateAll((all) => [...new Set(all.map((each) => each.getAttribute('aria-checked')))])
  expect(await states()).toEqual(['false'])
  await page.getByTestId('promotion-all-on').click()
  expect(await page.getByTestId('promotion-until').inputValue()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  expect(await states()).toEqual(['false'])
  await page.getByTestId('confirm').click()
  await expect.poll(states, PATIENTLY).toEqual(['true'])
  await expect.poll(() => page.getByTestId('shop').first().locator('time').count(), PATIENTLY).toBeGreaterThan(0)
  await page.getByTestId('promotion-all-off').click()
  await page.getByTestId('confirm').click()
  await expect.poll(states, PATIENTLY).toEqual(['false'])
  await page.getByTestId('confirm-dialog').waitFor({ state: 'hidden' })
})

test('a stretch of the past is read again, and its progress shown', async () => {
  await page.getByTestId('backfill').first().click()
  await page.getByTestId('confirm').click()
  await page.getByTestId('backfill-progress').first().waitFor(PATIENTLY)
  expect(await page.getByTestId('backfill-progress').first().textContent()).toMatch(/已读|回补完成/)
})

test('English has the same page, and nothing was complained about', async () => {
  await page.getByTestId('language-switch').click()
  await expect.poll(() => page.getByTestId('shop').first().textContent(), PATIENTLY).toContain('Certificate')
  expect(opened.complaints).toEqual([])
})
