// The list of orders as people work in it: the real program, the pet food shop, a browser.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderSummary } from '@tidegate/contract'
import type { Page } from 'playwright-core'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

let opened: OpenConsole
let page: Page

beforeAll(async () => {
  opened = await openConsole({})
  page = opened.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await opened?.[Symbol.asyncDispose]()
})

test("an order is found by the platform's number, from any page", async () => {
  await expect.poll(async () => (await list('stage=to_ship&limit=5')).length, PATIENTLY).toBe(5)
  const [wanted] = await list('stage=to_ship&limit=1')
  await page.keyboard.press('/')
  await page.keyboard.type(wanted?.platformOrderId ?? '')
  await page.keyboard.press('Enter')
  await page.getByTestId('orders').waitFor()
  await expect.poll(() => numbersShown(), PATIENTLY).toEqual([wanted?.number])
  expect(await page.getByTestId('found-by').textContent()).toBe('按平台单号找到')
})

test('it is opened by keys, and its page says why it went there', async () => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByTestId('order').waitFor()
  await expect.poll(() => page.getByTestId('candidate').count(), PATIENTLY).toBeGreaterThan(0)
  expect(await page.locator('[data-testid="candidate"][data-chosen="true"]').count()).toBeGreaterThan(0)
})

test('our own number leads to the order at once, however it is pasted', async () => {
  const [, wanted] = await list('stage=to_ship&limit=2')
  const number = wanted?.number ?? ''
  await page.getByTestId('order-search').fill(` ${number.slice(0, 10)} ${number.slice(10).toLowerCase()}`)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url(), PATIENTLY).toContain(`/orders/${number}`)
  await page.getByTestId('order').waitFor()
})

test("a SKU's code, in the list's own search, finds what it covers", async () => {
  const [some] = await list('limit=1')
  const sku = await skuOf(some?.number ?? '')
  await page.goto(new URL('/orders', page.url()).href)
  await page.getByTestId('orders').waitFor()
  await page.getByTestId('orders-search').fill(sku)
  await expect.poll(() => page.url(), PATIENTLY).toContain('search=')
  await page.getByTestId('found-by').waitFor(PATIENTLY)
  expect(await page.getByTestId('found-by').textContent()).toContain('SKU')
  const [first = ''] = await numbersShown()
  expect((await skusOf(first)).has(sku)).toBe(true)
})

test('what nobody has is not found, and the page says by what one can look', async () => {
  await page.goto(new URL('/orders?search=nothing-like-it&stage=held', page.url()).href)
  const none = page.getByTestId('orders-none')
  await none.waitFor()
  expect(await none.textContent()).toContain('手机的后 4 位')
  await none.getByRole('link').click()
  await expect.poll(() => page.url(), PATIENTLY).not.toContain('stage')
})

test('filters stand in the address, and a view of them is there after a reload', async () => {
  await page.goto(new URL('/orders?stage=to_ship&amount=1..', page.url()).href)
  await expect.poll(async () => (await stagesShown()).size, PATIENTLY).toBe(1)
  await page.getByTestId('save-view').click()
  await page.getByTestId('view-name').fill('要发的')
  await page.getByTestId('view-name-take').click()
  await page.getByTestId('saved-view').waitFor()
  await page.goto(new URL('/orders', page.url()).href)
  await page.reload()
  await page.getByTestId('saved-view').click()
  await expect.poll(() => page.url(), PATIENTLY).toContain('stage=to_ship')
  expect(await page.getByTestId('saved-view').textContent()).toBe('要发的')
})

test('a view is renamed, dropped, and that is taken back', async () => {
  await page.getByTestId('view-menu').click()
  await page.getByRole('menuitem', { name: '改名' }).click()
  await page.getByTestId('view-name').fill('待发货')
  await page.getByTestId('view-name-take').click()
  await expect.poll(() => page.getByTestId('saved-view').textContent(), PATIENTLY).toBe('待发货')
  await page.getByTestId('view-name').waitFor({ state: 'detached' })
  await page.getByTestId('view-menu').click()
  await page.getByRole('menuitem', { name: '删除' }).click()
  await expect.poll(() => page.getByTestId('saved-view').count(), PATIENTLY).toBe(0)
  await page.getByTestId('undo').click()
  await expect.poll(() => page.getByTestId('saved-view').textContent(), PATIENTLY).toBe('待发货')
})

test('two orders that were held stay in the list, say so when held again, and are released in one go', async () => {
  const numbers = [await holdNewest(), await holdNewest()]
  await page.goto(new URL('/orders?stage=held&limit=200', page.url()).href)
  await choose(numbers)
  await confirmed('bulk-hold')
  await page.getByTestId('bulk-results').waitFor(PATIENTLY)
  const results = await page.getByTestId('bulk-results').locator('li').allTextContents()
  expect(results.toSorted()).toEqual(numbers.map((number) => `${number}之前已经暂停`).toSorted())
  await page.goto(new URL('/orders?stage=held&limit=200', page.url()).href)
  await choose(numbers)
  await confirmed('bulk-release')
  for (const number of numbers) await expect.poll(() => holdsOf(number), PATIENTLY).not.toContain('manual')
})

test('the data is sound, and nothing was complained about on the way', async () => {
  const beside = opened.stage.run('verify', '--merchant', 'demo')
  await beside.says(/sound: \d+ invariants hold/)
  expect(opened.complaints).toEqual([])
})

/** Selects the orders' rows and holds them. */
/** Of those to be shipped: what is chosen among many may have left before it is held. */
async function holdNewest(): Promise<string> {
  const [newest] = await list('stage=to_ship&limit=1')
  const number = newest?.number ?? ''
  await page.goto(new URL(`/orders?search=${number}`, page.url()).href)
  await choose([number])
  await confirmed('bulk-hold')
  await expect.poll(() => holdsOf(number), PATIENTLY).toContain('manual')
  return number
}

async function choose(numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    const row = page.locator(`[data-testid="orders-table"] tr[data-row-key="${number}"]`)
    await row.waitFor(PATIENTLY)
    await row.locator('input[type="checkbox"]').check()
  }
}

async function confirmed(action: 'bulk-hold' | 'bulk-release'): Promise<void> {
  await page.getByTestId(action).click()
  await page.locator('[data-testid="confirm-reason"]:focus').fill('等客户回电')
  await page.getByTestId('confirm').click()
  await page.getByTestId('confirm-dialog').waitFor({ state: 'detached' })
}

/** The same list as the page's, by the API and the page's own session. */
async function list(query: string): Promise<OrderSummary[]> {
  const answer = await page.request.get(new URL(`/api/v1/orders?${query}`, page.url()).href)
  return ((await answer.json()) as { orders: OrderSummary[] }).orders
}

async function holdsOf(number: string): Promise<string[]> {
  const [order] = await list(`search=${number}`)
  return order?.holds ?? []
}

interface Lines {
  lines: { demands: { sku: string }[] }[]
}

async function skusOf(number: string): Promise<Set<string>> {
  const answer = await page.request.get(new URL(`/api/v1/orders/${number}`, page.url()).href)
  return new Set(((await answer.json()) as Lines).lines.flatMap(({ demands }) => demands.map(({ sku }) => sku)))
}

async function skuOf(number: string): Promise<string> {
  const [sku = ''] = await skusOf(number)
  return sku
}

function numbersShown(): Promise<string[]> {
  return page
    .locator('[data-testid="orders-table"] tbody tr[data-row-key]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row-key') ?? ''))
}

async function stagesShown(): Promise<Set<string>> {
  const stages = page.locator('[data-testid="orders-table"] tbody [data-testid="stage"]')
  return new Set(await stages.allTextContents())
}
