// A file as a person imports it: the real program, a browser, columns seen and changed, a bad row mended in quarantine.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

/** The amount's column has a name nobody could guess. */
const FILE = [
  '订单编号,下单时间,老系统金额,收货省份',
  'OLD-1,2026-11-01 10:00:00,12.30,浙江省',
  'OLD-2,2026-11-01 11:00:00,1e400,广东省',
  'OLD-3,2026-11-01 12:00:00,99.00,上海市',
].join('\n')

let opened: OpenConsole
let page: Page
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidegate-import-'))
  await writeFile(join(folder, '老订单.csv'), FILE)
  opened = await openConsole({ words: ['--empty'] })
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

test('a file is chosen, and what cannot be guessed of it is asked for', async () => {
  await page.goto(new URL('/imports', page.url()).href)
  await page.getByTestId('import-file').setInputFiles(join(folder, '老订单.csv'))
  await page.getByTestId('import-setup').waitFor(PATIENTLY)
  expect(await page.getByTestId('import-sample').textContent()).toContain('OLD-2')
  const start = page.getByTestId('import-start')
  expect(await start.getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('combobox', { name: '老系统金额' }).fill('应付')
  await page.keyboard.press('Enter')
  await page.getByTestId('sample-problems').waitFor(PATIENTLY)
  expect(await page.getByTestId('sample-problems').textContent()).toContain('第 3 行')
  await page.getByTestId('import-source').fill('old')
  await expect.poll(() => start.getAttribute('aria-disabled'), PATIENTLY).toBe('false')
  await start.click()
})

test('every row has its outcome: two are orders, one waits in quarantine', async () => {
  await expect.poll(() => page.getByTestId('import-state').textContent(), PATIENTLY).toBe('已完成')
  expect(await page.getByTestId('count-imported').textContent()).toBe('2')
  expect(await page.getByTestId('count-quarantined').textContent()).toBe('1')
  const rows = page.getByTestId('import-rows')
  await expect.poll(() => rows.textContent(), PATIENTLY).toContain('不是金额')
  expect(await rows.textContent()).toContain('1e400')
})

test('the bad row is mended and replayed, and its order is shown', async () => {
  await page.getByTestId('to-quarantine').click()
  await page.locator('[data-testid="quarantine-table"] tbody a').first().click()
  await page.getByTestId('look-why').fill('核对金额')
  await page.getByTestId('look').click()
  await page.getByTestId('raw-text').waitFor()
  expect(await page.getByTestId('raw-mark').textContent()).toContain('1e400')
  await page.getByTestId('field-value').fill('14.00')
  await page.getByTestId('replay').click()
  await page.getByTestId('replayed-order').waitFor(PATIENTLY)
  await page.getByTestId('replayed-order').click()
  await expect.poll(() => page.locator('main').textContent(), PATIENTLY).toContain('14.00')
})

test('the data is sound, and nothing was complained about on the way', async () => {
  const beside = opened.stage.run('verify')
  await beside.says(/sound: \d+ invariants hold/)
  expect(opened.complaints).toEqual([])
})
