// How the system is, as whoever is on duty sees it: the real program, a verification beside it, a full disk.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openConsole, OPENING_MS_MAX, PATIENTLY, SIGN_IN_LINK } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

/** No disk has so much room. */
const MORE_THAN_ANY_DISK_MB = '999999999'

let opened: OpenConsole
let page: Page

beforeAll(async () => {
  opened = await openConsole({ says: /orders read [1-9]\d* \| to ship [1-9]\d*/ })
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
})

test('one look says whether all is well, and what each part does', async () => {
  await page.getByTestId('navigate-system').click()
  await expect.poll(() => page.getByTestId('health').textContent(), PATIENTLY).toContain('一切正常')
  await expect.poll(() => page.getByTestId('system-shops').textContent(), PATIENTLY).toContain('正常')
  expect(await page.getByTestId('batches').textContent()).toMatch(/\d+ 毫秒/)
})

test('settings are shown with where they come from, secrets are not', async () => {
  const row = page.getByTestId('settings').locator('tr', { hasText: '--port' }).first()
  expect(await row.textContent()).toMatch(/0.*命令行/)
  expect(await page.getByTestId('settings').textContent()).not.toMatch(/postgres(ql)?:\/\/\w+:\w/)
})

test('a verification runs beside the program, and its outcome is kept', async () => {
  await page.getByTestId('verify').click()
  await page.getByTestId('verification-found').waitFor(PATIENTLY)
  expect(await page.getByTestId('verification-found').textContent()).toMatch(/不变式全部成立/)
  await page.reload()
  await page.getByTestId('verification-found').waitFor(PATIENTLY)
})

test('English has the same page, and nothing was complained about', async () => {
  await page.getByTestId('language-switch').click()
  await expect.poll(() => page.getByTestId('health').textContent(), PATIENTLY).toContain('All is well')
  expect(opened.complaints).toEqual([])
})

test('a disk without room is said first, in words that tell what to do', async () => {
  await opened.program.stop()
  const tight = opened.stage.run('start', '--port', '0', '--disk-free-min-mb', MORE_THAN_ANY_DISK_MB)
  const [signInLink] = await tight.says(SIGN_IN_LINK)
  await page.goto(signInLink)
  await page.getByTestId('overview').waitFor(PATIENTLY)
  await page.goto(new URL('/system?lang=zh-CN', page.url()).href)
  await expect.poll(() => page.getByTestId('health').getAttribute('role'), PATIENTLY).toBe('alert')
  expect(await page.getByTestId('health').textContent()).toMatch(/磁盘/)
  await tight.stop()
})
