// Connecting a shop as a person does: the real program with nothing in it, a simulated WooCommerce, a browser.

import { PATHS } from '@tidegate/contract'
import type { OrderPage } from '@tidegate/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import type { OpenShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { openConsole, OPENING_MS_MAX, PATIENTLY } from '../../../../tools/open-console.ts'
import type { OpenConsole } from '../../../../tools/open-console.ts'

const MINUTE_MS = 60_000
/** Longer ago than a first poll reaches back. */
const LONG_AGO_MS = 3 * 60 * MINUTE_MS
/** Many windows, so that it is still under way when it is stopped. */
const LONG_SPAN = '最近 30 天'

let console: OpenConsole
let page: Page
let shop: OpenShop
let oldOrder = ''

const at = (path: string): string => new URL(path, console.signInLink).href
const field = (name: string) => page.getByTestId(`connect-${name}`)

async function platformIds(): Promise<string[]> {
  const query = new URLSearchParams({ channel: 'woocommerce', shop: 'flagship' })
  const answer = (await (await page.request.get(`${at(PATHS.orders)}?${query.toString()}`)).json()) as OrderPage
  return answer.orders.map(({ platformOrderId }) => platformOrderId)
}

beforeAll(async () => {
  shop = await openShop('woocommerce', { now: () => Date.now() })
  for (const number of [1, 2]) shop.record(number, { modifiedAtMs: Date.now() - 5 * MINUTE_MS })
  oldOrder = shop.record(3, { modifiedAtMs: Date.now() - LONG_AGO_MS })
  console = await openConsole({ words: ['--empty'] })
  page = console.page
}, OPENING_MS_MAX)

afterAll(async () => {
  await console?.[Symbol.asyncDispose]()
  await shop?.[Symbol.asyncDispose]()
})

test('the form asks for what the channel needs, at the field', async () => {
  await page.goto(at('/channels'))
  await page.getByTestId('connect-shop').click()
  await page.getByTestId('channel-woocommerce').click()
  await field('test').click()
  for (const name of ['shop', 'name', 'gatewayUrl', 'consumerKey', 'consumerSecret'])
    expect(await page.getByTestId(`fault-${name}`).textContent()).toBe('请填写。')
  expect(await page.getByTestId('fault-webhookSecret').count()).toBe(0)
  expect(await field('consumerSecret').getAttribute('type')).toBe('password')
})

test('a wrong key is told in plain words, and connecting with it is asked about', async () => {
  await field('shop').fill('flagship')
  await field('name').fill('毛茸茸官网店')
  await field('gatewayUrl').fill(shop.url)
  await field('consumerKey').fill(shop.market.access['consumerKey'] ?? '')
  await field('consumerSecret').fill('cs_wrong')
  await field('test').click()
  await expect.poll(() => page.getByTestId('connect-said').textContent(), PATIENTLY).toContain('平台不认这个授权')
  expect(await page.getByTestId('fault-consumerSecret').textContent()).toBe('先查这一项。')
  await field('send').click()
  expect(await page.getByTestId('confirm-dialog').isVisible()).toBe(true)
  await page.keyboard.press('Escape')
})

test('with the right key the platform answers, the shop is connected, and its orders come in', async () => {
  await field('consumerSecret').fill(shop.market.access['consumerSecret'] ?? '')
  await field('test').click()
  await expect.poll(() => page.getByTestId('connect-said').textContent(), PATIENTLY).toContain('有 2 单变动')
  await field('send').click()
  await page.getByTestId('shop-page').waitFor()
  expect(new URL(page.url()).pathname).toBe('/channels/woocommerce/flagship')
  expect(await page.getByTestId('push-address').textContent()).toContain('/woocommerce/flagship')
  // This installation has no address of its own to tell the platform.
  expect(await page.getByTestId('push-renewal').textContent()).toContain('没有设置 TIDEGATE_PUBLIC_URL')
  await expect.poll(() => page.getByTestId('step-orders').getAttribute('data-done'), PATIENTLY).toBe('true')
  await expect.poll(platformIds, PATIENTLY).toHaveLength(2)
  expect(await platformIds()).not.toContain(oldOrder)
})

test('an order of long ago is read by its id', async () => {
  await page.getByTestId('backfill-ids').click()
  await page.getByTestId('fetch-ids').fill(`${oldOrder}\n${oldOrder}\n`)
  expect(await page.getByTestId('fetch-count').textContent()).toContain('共 1 个单号')
  await page.getByTestId('confirm').click()
  await expect.poll(platformIds, PATIENTLY).toContain(oldOrder)
})

test('a backfill shows how far it is, and stops when asked to', async () => {
  await page.getByTestId('backfill-range').click()
  await page.getByTestId('backfill-span').getByText(LONG_SPAN).click()
  await page.getByTestId('confirm').click()
  const row = page.getByTestId('backfill-row').first()
  await expect.poll(() => row.getAttribute('data-state'), PATIENTLY).toBe('running')
  await page.getByTestId('backfill-stop').click()
  await page.getByTestId('confirm').click()
  await expect.poll(() => row.getAttribute('data-state'), PATIENTLY).toBe('stopped')
})

test('a range that ends before it begins cannot be asked for', async () => {
  await page.getByTestId('backfill-range').click()
  await page.getByTestId('backfill-span').getByText('自选').click()
  const from = page.getByTestId('backfill-from')
  await from.fill('2026-01-02T00:00')
  await page.getByTestId('backfill-to').fill('2026-01-01T00:00')
  expect(await page.getByTestId('backfill-fault').textContent()).toContain('结束时间要晚于开始时间')
  expect(await page.getByTestId('confirm').isDisabled()).toBe(true)
  await from.fill('2025-01-01T00:00')
  expect(await page.getByTestId('backfill-fault').textContent()).toContain('一次最多 92 天')
  await page.keyboard.press('Escape')
})

test('keys the platform takes back are told on the page, in English too, and new ones are asked for', async () => {
  await page.getByTestId('language-switch').click()
  await page.getByTestId('renew-keys').click()
  await field('gatewayUrl').fill(shop.url)
  await field('consumerKey').fill(shop.market.access['consumerKey'] ?? '')
  await field('consumerSecret').fill('cs_gone')
  expect(await field('shop').getAttribute('readonly')).not.toBeNull()
  await field('send').click()
  await page.getByTestId('confirm').click()
  await page.getByTestId('shop-page').waitFor()
  const reason = page.getByTestId('link-orders').getByTestId('link-reason')
  await expect.poll(() => reason.textContent(), PATIENTLY).toBe('The platform does not take this authorisation')
  await expect.poll(() => page.getByTestId('shop-token').textContent(), PATIENTLY).toContain('authorise again')
  expect(await page.getByTestId('shop-page').textContent()).not.toContain('cs_gone')
  expect(console.complaints).toEqual([])
})
