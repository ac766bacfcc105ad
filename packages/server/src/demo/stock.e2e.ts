// Stock as a person watches and keeps it: the real program, the demo shop's own orders, a browser.

import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

let opened: OpenConsole
let page: Page
let sku = ''

beforeAll(async () => {
  opened = await openConsole({ says: /orders read [1-9]\d* \| to ship [1-9]\d*/ })
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
})

test("SKUs' figures move by themselves, without a reload", async () => {
  await page.getByTestId('navigation').getByRole('link', { name: '库存' }).click()
  await page.getByTestId('stock-page').waitFor()
  await expect.poll(() => page.getByTestId('stock-sku').count(), PATIENTLY).toBeGreaterThan(5)
  await page.evaluate(() => Object.assign(globalThis, { isFirstLoad: true }))
  const before = await figures()
  await expect.poll(async () => changedSku(before, await figures()), PATIENTLY).not.toBeNull()
  sku = changedSku(before, await figures()) ?? ''
  expect(await page.evaluate(() => 'isFirstLoad' in globalThis)).toBe(true)
  expect(await page.getByTestId('connection').textContent()).toContain('实时')
})

test('what is searched stands in the address, and the list has it alone', async () => {
  await page.getByTestId('stock-search').fill(sku)
  await expect.poll(() => page.url(), PATIENTLY).toContain(`search=${sku}`)
  await expect.poll(() => page.getByTestId('stock-sku').allTextContents(), PATIENTLY).toEqual([sku])
})

test('the list is saved as a file, as it is filtered', async () => {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByTestId('export-stock').click()])
  expect(saved.suggestedFilename()).toMatch(/^stock-\d+T\d+\.csv$/)
  const lines = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('SKU,名称,可售,预留')
  expect(lines[1]).toMatch(new RegExp(`^${sku},`))
})

test("one SKU's pool is explained unit by unit, and its claims are orders", async () => {
  await page.getByTestId('stock-sku').first().click()
  await page.getByTestId('pool').waitFor()
  await expect
    .poll(() => page.getByTestId('movements-table').locator('tbody tr[data-row-key]').count(), PATIENTLY)
    .toBeGreaterThan(0)
  // Read at once: the figures move.
  const sums = await page.getByTestId('pool').evaluate((pool) => {
    const of = (name: string) =>
      Number(pool.querySelector(`[data-testid="${name}"]`)?.textContent?.replaceAll(',', '') ?? Number.NaN)
    const places = ['available', 'reserved', 'allocated', 'safety', 'unavailable'].map((name) => of(`place-${name}`))
    return { onHand: of('pool-onHand'), places: places.reduce((sum, each) => sum + each, 0) }
  })
  expect(sums.places).toBe(sums.onHand)
})

test('goods are received: asked before, recorded once, seen in level and ledger', async () => {
  await page.getByTestId('receive-stock').click()
  expect(await page.getByTestId('confirm').isDisabled()).toBe(true)
  await page.getByTestId('fact-quantity').fill('500')
  await page.getByTestId('fact-reference').fill('SH-E2E-1')
  expect(await page.getByTestId('fact-becomes').textContent()).toMatch(/的在库数：[\d,]+ → [\d,]+/)
  await page.getByTestId('confirm').click()
  await said('已记录')
  await expect.poll(() => ledger(), PATIENTLY).toContain('SH-E2E-1')
  expect(await level()).toBeGreaterThan(400)
})

test('the same paper is recorded once', async () => {
  await page.getByTestId('receive-stock').click()
  await page.getByTestId('fact-quantity').fill('500')
  await page.getByTestId('fact-reference').fill('SH-E2E-1')
  await page.getByTestId('confirm').click()
  await said('之前已经记过')
})

test('a count that differs needs a reason, and the reason stands in the ledger', async () => {
  await page.getByTestId('adjust-stock').click()
  await page.getByTestId('fact-quantity').fill('-3')
  await page.getByTestId('fact-reference').fill('PD-E2E-1')
  expect(await page.getByTestId('confirm').isDisabled()).toBe(true)
  await page.getByTestId('confirm-reason').fill('破损三袋')
  await page.getByTestId('confirm').click()
  await expect.poll(() => ledger(), PATIENTLY).toContain('破损三袋 · PD-E2E-1')
  const row = page.getByTestId('movements-table').locator('tbody tr', { hasText: 'PD-E2E-1' })
  expect(await row.textContent()).toContain('−3')
})

test('English has the same page', async () => {
  await page.getByTestId('language-switch').click()
  await expect.poll(() => page.getByTestId('pool').textContent(), PATIENTLY).toContain('Available')
  await page.getByTestId('language-switch').click()
})

test('the data is sound, and nothing was complained about on the way', async () => {
  const beside = opened.stage.run('verify', '--merchant', 'demo')
  await beside.says(/sound: \d+ invariants hold/)
  expect(opened.complaints).toEqual([])
})

/** Available by SKU, as the list shows it at the moment. */
function figures(): Promise<Record<string, string>> {
  return page.getByTestId('stock-table').evaluate((table) => {
    const rows = [...table.querySelectorAll('tbody tr[data-row-key]')]
    return Object.fromEntries(
      rows.map((row) => [
        row.getAttribute('data-row-key') ?? '',
        row.querySelector('[data-testid="stock-available"]')?.textContent ?? '',
      ]),
    )
  })
}

function changedSku(before: Record<string, string>, after: Record<string, string>): string | null {
  return Object.keys(before).find((each) => after[each] !== undefined && after[each] !== before[each]) ?? null
}

async function said(text: string): Promise<void> {
  await page.getByTestId('toast').filter({ hasText: text }).waitFor(PATIENTLY)
}

async function ledger(): Promise<string> {
  return (await page.getByTestId('movements-table').textContent()) ?? ''
}

/** On hand at the first location, where the receipt went. */
async function level(): Promise<number> {
  const text = await page.getByTestId('level-HD-onHand').textContent()
  return Number(text?.replaceAll(',', ''))
}
