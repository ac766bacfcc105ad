// Listings as a person maps them: the real program, the demo's shops, a browser. The demo's Taobao shop sells a set
// under a code that is no SKU, and another thing under a code typed differently.

import { PATHS } from '@tidegate/contract'
import type { OrderDetail, OrderPage } from '@tidegate/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { OPENING_MS_MAX, PATIENTLY, openConsole } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

/** One order in twenty of one shop in ten has the set in it. */
const SOLD = { timeout: 150_000 }
const SET = 'SET-DUO'
const PARTS = ['MT01-01', 'MT01-03']

let console: OpenConsole
let page: Page
let number = ''

const at = (path: string): string => new URL(path, console.signInLink).href
const rowOf = (text: string): Locator =>
  page.getByTestId('listings-table').locator('tbody tr[data-row-key]').filter({ hasText: text })

async function chooseSku(row: Locator, code: string): Promise<void> {
  await row.locator('input[role=combobox]').fill(code)
  await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click()
}

async function read<Answer>(path: string): Promise<Answer> {
  return (await (await page.request.get(at(path))).json()) as Answer
}

const readOrder = (of: string): Promise<OrderDetail> => read(PATHS.order.replace(':number', of))

/** A paid order that waits for the set and for nothing else; empty while there is none. */
async function findWaiting(): Promise<string> {
  const { orders } = await read<OrderPage>(`${PATHS.orders}?hold=mapping&stage=held`)
  for (const order of orders.filter(({ holds }) => holds.length === 1)) {
    const { lines } = await readOrder(order.number)
    if (lines.every(({ demands, skuCode }) => demands.length > 0 || skuCode === SET)) return order.number
  }
  return ''
}

beforeAll(async () => {
  console = await openConsole({ words: ['--speed', '100'], says: /orders read [1-9]\d* \| to ship [1-9]\d*/ })
  page = console.page
}, OPENING_MS_MAX)

afterAll(() => console?.[Symbol.asyncDispose]())

test('an order of an unknown code waits where people see it, and its listing says so', async () => {
  await page.getByTestId('navigate-listings').click()
  await rowOf(SET).getByTestId('listing-waiting').waitFor(SOLD)
  await rowOf(SET).getByTestId('listing-waiting').getByRole('link').click()
  await expect.poll(() => new URL(page.url()).search, PATIENTLY).toContain('hold=mapping')
  await expect.poll(async () => (number = await findWaiting()), SOLD).not.toBe('')
  await page.goto(at('/orders?hold=mapping&stage=held'))
  await page.getByRole('link', { name: number }).click()
  await page.locator('[data-testid=hold][data-kind=mapping][data-stands=true]').waitFor(PATIENTLY)
  expect((await readOrder(number)).fulfillmentOrders).toEqual([])
}, 330_000)

test('a bundle is put together by search, and the order that waited goes on to whoever ships it', async () => {
  const line = (await readOrder(number)).lines.find(({ demands }) => demands.length === 0)
  await page.getByTestId('map-line').first().click()
  await rowOf(SET).getByTestId('map-listing').click()
  const parts = page.getByTestId('component')
  await chooseSku(parts.nth(0), PARTS[0] ?? '')
  await page.getByTestId('add-component').click()
  await chooseSku(parts.nth(1), PARTS[1] ?? '')
  await parts.nth(1).getByTestId('component-units').fill('2')
  await expect.poll(() => page.getByTestId('listing-takes').textContent(), PATIENTLY).toContain('MT01-01 + MT01-03 × 2')
  await page.getByTestId('confirm').click()
  await expect
    .poll(() => page.getByTestId('toast').first().textContent(), PATIENTLY)
    .toMatch(/[1-9]\d* 单等它的订单继续处理/)

  await page.goto(at(`/orders/${number}`))
  for (const part of PARTS)
    await page.locator(`[data-testid=quantities][data-sku="${part}"]`).first().waitFor(PATIENTLY)
  await expect.poll(async () => (await readOrder(number)).fulfillmentOrders.length, PATIENTLY).toBeGreaterThan(0)
  const { lines, holds, fulfillmentOrders } = await readOrder(number)
  expect(holds.filter(({ kind, releasedAt }) => kind === 'mapping' && releasedAt === null)).toEqual([])
  const ordered = lines.find(({ lineNo }) => lineNo === line?.lineNo)
  expect(ordered?.demands.map(({ sku, ordered: units }) => [sku, units])).toEqual([
    ['MT01-01', line?.quantity],
    ['MT01-03', 2 * (line?.quantity ?? 0)],
  ])
  const shipped = new Set(fulfillmentOrders.flatMap((each) => each.lines.map(({ sku }) => sku)))
  expect(PARTS.filter((part) => !shipped.has(part))).toEqual([])
}, 200_000)

test('what a code may mean is suggested, and taken by a click only', async () => {
  await page.goto(at('/listings'))
  await rowOf('ms01 02').waitFor(PATIENTLY)
  expect(await rowOf('ms01 02').textContent()).toContain('可能是 MS01-02')
  await rowOf('ms01 02').getByTestId('map-listing').click()
  expect(await page.getByTestId('confirm').isDisabled()).toBe(true)
  await page.getByTestId('suggested-sku').click()
  await page.getByTestId('confirm').click()
  await rowOf('ms01 02').waitFor({ state: 'detached', ...PATIENTLY })
  await page.goto(at('/listings?view=all&search=ms01+02'))
  await expect.poll(() => rowOf('ms01 02').textContent(), PATIENTLY).toContain('MS01-02')
})

test('unmapping asks first, and then it is a task again, also after the shop was read anew', async () => {
  await page.goto(at(`/listings?view=all&shop=taobao/petfood&search=${SET}`))
  await rowOf(SET).getByTestId('map-listing').click()
  await page.getByTestId('unmap-listing').click()
  expect(await page.getByTestId('confirm-dialog').textContent()).toContain('停在“商品未对应”')
  await page.getByTestId('confirm').click()
  await expect.poll(() => rowOf(SET).textContent(), PATIENTLY).toContain('待对应')
  await page.getByTestId('take-over').click()
  await page.getByTestId('toast').filter({ hasText: '已读完' }).waitFor(PATIENTLY)
  expect(await rowOf(SET).textContent()).toContain('待对应')
})

test('a listing whose code is a SKU says why it cannot be unmapped', async () => {
  await page.goto(at('/listings?view=all&shop=taobao/petfood&search=MT01-01'))
  await rowOf('MT01-01').getByTestId('map-listing').click()
  expect(await page.getByTestId('unmap-listing').getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Escape')
})

test('the channels page leads to what its shop has to map, in English too', async () => {
  await page.goto(at('/channels?lang=en'))
  await page.getByRole('link', { name: /listings map to no SKU/ }).click()
  await expect.poll(() => rowOf(SET).textContent(), PATIENTLY).toContain('To map')
  expect(console.complaints).toEqual([])
})
