// A quarantined trade as a person mends it: the real program, a shop that shows lines of 0 pieces, a browser.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

let opened: OpenConsole
let page: Page

beforeAll(async () => {
  opened = await openConsole({ words: ['--speed', '40', '--bad-one-in', '20'], says: /quarantined [1-9]\d*/ })
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
})

test("the overview's figure leads to what waits, by reason", async () => {
  await page.getByTestId('quarantined').click()
  await page.getByTestId('quarantine').waitFor()
  // Each channel names the field its own way; what follows edits Taobao's.
  const reason = page.getByTestId('quarantine-reason').filter({ hasText: 'orders.order[0].num' })
  await expect.poll(() => reason.count(), PATIENTLY).toBeGreaterThan(0)
  await reason.first().click()
  await expect.poll(() => page.url(), PATIENTLY).toContain('code=undecodable')
  const rows = page.locator('[data-testid="quarantine-table"] tbody tr[data-row-key]')
  // Until the answer is there the list shows what it showed before.
  await expect
    .poll(async () => (await rows.allTextContents()).every((row) => row.includes('淘宝')), PATIENTLY)
    .toBe(true)
  // The oldest: the platform has long said its last word about it.
  await page.locator('[data-testid="quarantine-table"] tbody a').last().click()
  await page.getByTestId('quarantine-fault').waitFor()
  expect(await page.getByTestId('quarantine-fault').textContent()).toContain('1 到 100000 的整数')
})

test('as it is it cannot be replayed, and says why', async () => {
  await page.getByTestId('replay').click()
  await page.getByTestId('preview-problem').waitFor()
  await expect.poll(() => actions(), PATIENTLY).toEqual(['重放失败'])
})

test('its content opens for a reason, with the field at fault marked', async () => {
  expect(await page.getByTestId('raw-text').count()).toBe(0)
  expect(await isRefused('look')).toBe(true)
  await page.getByTestId('look-why').fill('核对数量')
  await page.getByTestId('look').click()
  await page.getByTestId('raw-text').waitFor()
  expect(await page.getByTestId('raw-mark').textContent()).toBe('0')
  await expect.poll(() => actions(), PATIENTLY).toEqual(['查看了原文', '重放失败'])
})

test('the value is changed, previewed and replayed, and the order is there', async () => {
  await page.getByTestId('field-value').fill('many')
  await expect.poll(() => isRefused('replay'), PATIENTLY).toBe(true)
  await page.getByTestId('field-value').fill('3')
  await page.getByTestId('preview').click()
  await page.getByTestId('previewed-order').waitFor()
  expect(await page.getByTestId('previewed-quantity').first().textContent()).toContain('3')
  await page.getByTestId('replay').click()
  await page.getByTestId('replayed-order').waitFor()
  expect(await page.getByTestId('quarantine-state').textContent()).toBe('已重放')
  await expect.poll(() => actions(), PATIENTLY).toEqual(['重放成功', '做了更正', '查看了原文', '重放失败'])
  await page.getByTestId('replayed-order').click()
  await page.getByTestId('line').first().waitFor()
  expect(await page.getByTestId('line').first().textContent()).toContain('× 3')
})

test('another is discarded after asking, and taken back', async () => {
  await page.goto(new URL('/quarantine', page.url()).href)
  const rows = page.locator('[data-testid="quarantine-table"] tbody a')
  await rows.first().waitFor()
  const links = await rows.evaluateAll((found) => found.map((row) => row.getAttribute('href') ?? ''))
  // What the shop says anew about a discarded trade waits in a row of its own, and the old one stays: then the next.
  for (const link of links.toReversed()) if (await isTakenBack(link)) break
  await expect.poll(() => actions(), PATIENTLY).toEqual(['撤回放弃', '放弃'])
})

test('all of a reason are replayed in one go; what still fails stays', async () => {
  await page.goto(new URL('/quarantine', page.url()).href)
  await page.getByTestId('replay-all').click()
  await page.locator('#replay-all-start').click()
  await page.getByTestId('replay-run').waitFor()
  const ended = page.locator('[data-testid="replay-run"][data-ended="true"]')
  await ended.waitFor(PATIENTLY)
  expect(await ended.textContent()).toMatch(/成功 \d+ 条，仍失败 [1-9]/)
})

test('the data is sound, and nothing was complained about on the way', async () => {
  const beside = opened.stage.run('verify', '--merchant', 'demo')
  await beside.says(/sound: \d+ invariants hold/)
  expect(opened.complaints).toEqual([])
})

/** Discards the row and takes that back; false where its trade waits in another row by now. */
async function isTakenBack(link: string): Promise<boolean> {
  await page.goto(new URL(link, page.url()).href)
  await page.getByTestId('quarantine-state').waitFor()
  if (!(await page.getByTestId('discard').isVisible())) return false
  await page.getByTestId('discard').click()
  expect(await page.getByTestId('discard-confirm').isDisabled()).toBe(true)
  await page.getByTestId('discard-why').fill('测试单')
  await page.getByTestId('discard-confirm').click()
  await page.getByTestId('reopen').click()
  const refused = page.getByText('同一内容已有新的记录在等待', { exact: false })
  await page.getByTestId('discard').or(refused).first().waitFor()
  return page.getByTestId('discard').isVisible()
}

/** Refused buttons stay reachable and say why. */
async function isRefused(testId: string): Promise<boolean> {
  return (await page.getByTestId(testId).getAttribute('aria-disabled')) === 'true'
}

function actions(): Promise<string[]> {
  return page
    .getByTestId('quarantine-action')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('strong')?.textContent ?? ''))
}
