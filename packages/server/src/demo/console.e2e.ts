// The first page as a person meets it: the real program, the real browser, the demo shop's own orders.

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

test('the printed link signs in, and its token does not stay in the address', async () => {
  expect(page.url()).not.toContain('token')
  expect(await page.getByTestId('demo-marker').textContent()).toContain('演示')
})

test('orders arrive by themselves, and none is oversold', async () => {
  const total = async () => Number((await page.getByTestId('orders-total').textContent())?.replaceAll(/\D/g, ''))
  const before = await total()
  await expect.poll(total, PATIENTLY).toBeGreaterThan(before)
  await expect.poll(() => page.getByTestId('order-row').count(), PATIENTLY).toBe(20)
  await expect.poll(() => page.getByTestId('oversold-units').textContent(), PATIENTLY).toMatch(/^\s*0/)
})

test('an order is found by its number and says where it went and why', async () => {
  const number = await allocatedOrder()
  await page.keyboard.press('/')
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
  await page.getByTestId('order-number').waitFor()
  await expect.poll(() => page.getByTestId('order-number').textContent(), PATIENTLY).toContain(number)
  await page.getByTestId('fulfillment-order').first().waitFor()
  await expect.poll(() => page.getByTestId('line').count(), PATIENTLY).toBeGreaterThan(0)
  await expect.poll(() => page.getByTestId('rule-table').count(), PATIENTLY).toBe(2)
  await page.locator('[data-testid="candidate"][data-chosen="true"]').first().waitFor()
  const kinds = await page.getByTestId('event').evaluateAll((events) => events.map((event) => event.dataset['kind']))
  expect(kinds[0]).toBe('order_received')
  expect(kinds).toContain('order_allocated')
})

test('English is one click away and stays', async () => {
  await page.getByTestId('language-switch').click()
  await expect.poll(() => page.getByTestId('timeline').textContent(), PATIENTLY).toContain('received')
  await page.reload()
  await expect.poll(() => page.getByTestId('timeline').textContent(), PATIENTLY).toContain('received')
  await page.getByTestId('language-switch').click()
})

test('a link works once', async () => {
  const other = await (await page.context().browser()!.newContext()).newPage()
  await other.goto(opened.signInLink)
  await other.getByTestId('sign-in-used').waitFor()
  await other.close()
})

test('signing out ends the session', async () => {
  const cookies = await page.context().cookies()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-in').waitFor()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const answer = await fetch(new URL('/api/v1/overview', opened.signInLink), { headers: { cookie } })
  expect(answer.status).toBe(401)
})

test('nothing was complained about on the way', () => {
  // A refused request is logged by the browser itself; anything else is ours.
  expect(opened.complaints.filter((line) => !line.includes('401'))).toEqual([])
})

/** An order of the list that has a destination. */
async function allocatedOrder(): Promise<string> {
  const orders = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/orders?limit=200')
    return ((await answer.json()) as { orders: { number: string; locations: string[] }[] }).orders
  })
  const number = orders.find((order) => order.locations.length > 0)?.number
  if (number === undefined) throw new Error('no order of the newest 200 has a destination')
  return number
}
