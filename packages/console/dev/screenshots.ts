// Pictures of every page in both languages, both themes and three sizes, taken from dist/ with made-up
// data, into .cache/screenshots. Build first: `vite build packages/console`.
// `node packages/console/dev/screenshots.ts [part of a name]` takes only the shots whose name has that part.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser } from '../../../tools/browser.ts'
import { startFakeApi } from './fake-api.ts'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '.cache', 'screenshots')
const PORT = 4299
const EMPTY_PORT = 4298
/** Of the server that stops while somebody looks. */
const MORTAL_PORT = 4297
const ORIGIN = `http://127.0.0.1:${PORT}`
/** Fonts, the lazy chart and the first live refreshes. */
const SETTLE_MS = 2_600

const SIZES = { wall: [1920, 1080], desk: [1280, 800], phone: [390, 844] } as const
type Size = keyof typeof SIZES
type Browser = Awaited<ReturnType<typeof launchBrowser>>
type Page = Awaited<ReturnType<Browser['newPage']>>

interface Shot {
  name: string
  size: Size
  url: string
  full?: boolean
  prepare?: (page: Page) => Promise<void>
}

const only = process.argv[2] ?? ''
const server = await startFakeApi({ port: PORT })
const empty = await startFakeApi({ port: EMPTY_PORT, empty: true })
const signedOut = await startFakeApi({ port: PORT + 1, signedIn: false })
const mortal = await startFakeApi({ port: MORTAL_PORT })
const browser = await launchBrowser()
await mkdir(FOLDER, { recursive: true })
const numbers = await numbersByStage()
const shots = allShots().filter(({ name }) => name.includes(only))
for (let index = 0; index < shots.length; index += 4)
  await Promise.all(shots.slice(index, index + 4).map((shot) => take(browser, shot)))
await browser.close()
for (const each of [server, empty, signedOut, mortal]) each.stop()

async function numbersByStage(): Promise<Map<string, string>> {
  const response = await fetch(`${ORIGIN}/api/v1/orders?limit=9000`)
  const { orders } = (await response.json()) as {
    orders: { number: string; stage: string; locations: string[]; holds: string[] }[]
  }
  // The newest of each stage stays in it longest.
  return new Map(orders.toReversed().map((order) => [`${order.stage}${order.holds.join('')}`, order.number]))
}

function allShots(): Shot[] {
  const order = (stage: string) => `${ORIGIN}/orders/${numbers.get(stage) ?? 'none'}`
  const looks = [
    ['zh', 'light', 'lang=zh-CN&theme=light'],
    ['zh', 'dark', 'lang=zh-CN&theme=dark'],
    ['en', 'light', 'lang=en&theme=light'],
    ['en', 'dark', 'lang=en&theme=dark'],
  ] as const
  const sizes = Object.keys(SIZES) as Size[]
  const pages = looks.flatMap(([lang, theme, query]) =>
    sizes.flatMap((size): Shot[] => [
      { name: `overview-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/?${query}`, full: size === 'phone' },
      { name: `orders-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/orders?${query}` },
      {
        name: `order-${size}-${lang}-${theme}`,
        size,
        url: `${order('partly_shipped')}?${query}`,
        full: size !== 'wall',
      },
      { name: `stock-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/stock?${query}` },
      {
        name: `sku-${size}-${lang}-${theme}`,
        size,
        url: `${ORIGIN}/stock/PF-DOG-0107?${query}`,
        full: size !== 'wall',
      },
      { name: `system-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/system?${query}`, full: true },
      { name: `imports-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/imports?${query}` },
      {
        name: `import-ready-${size}-${lang}-${theme}`,
        size,
        url: `${ORIGIN}/imports/4103?${query}`,
        full: size !== 'wall',
      },
      { name: `import-done-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/imports/4102?${query}` },
      { name: `quarantine-${size}-${lang}-${theme}`, size, url: `${ORIGIN}/quarantine?${query}` },
      {
        name: `quarantine-entry-${size}-${lang}-${theme}`,
        size,
        url: `${ORIGIN}/quarantine/7100001?${query}`,
        full: size !== 'wall',
        prepare: mendValue,
      },
    ]),
  )
  const zh = looks[0][2]
  return [
    ...pages,
    { name: 'order-held', size: 'wall', url: `${order('heldrisk')}?${zh}` },
    { name: 'order-mapping', size: 'wall', url: `${order('heldmapping')}?${zh}` },
    { name: 'order-short', size: 'wall', url: `${order('waiting_stockout_of_stock')}?${zh}` },
    {
      name: 'order-hold-dialog',
      size: 'desk',
      url: `${order('to_ship')}?${zh}`,
      prepare: (page) => page.getByTestId('place-hold').click(),
    },
    {
      name: 'order-cancel-dialog',
      size: 'phone',
      url: `${order('to_ship')}?${zh}`,
      prepare: (page) => page.getByTestId('cancel-order').click(),
    },
    {
      name: 'order-refused',
      size: 'desk',
      url: `${order('shipped')}?lang=en&theme=dark`,
      prepare: (page) => page.getByTestId('cancel-order').hover(),
    },
    { name: 'order-closed', size: 'desk', url: `${order('closed')}?${zh}`, full: true },
    { name: 'order-missing', size: 'desk', url: `${ORIGIN}/orders/TB1?${zh}` },
    { name: 'order-failing', size: 'desk', url: `${ORIGIN}/orders/FAIL?${zh}` },
    { name: 'not-found', size: 'desk', url: `${ORIGIN}/no/such/page?${zh}` },
    { name: 'import-failed', size: 'desk', url: `${ORIGIN}/imports/4101?${zh}` },
    { name: 'empty-imports', size: 'desk', url: `http://127.0.0.1:${EMPTY_PORT}/imports?${zh}` },
    { name: 'empty-orders', size: 'desk', url: `http://127.0.0.1:${EMPTY_PORT}/orders?${zh}` },
    { name: 'stock-location', size: 'desk', url: `${ORIGIN}/stock?location=HD&view=low&${zh}` },
    { name: 'stock-empty', size: 'desk', url: `http://127.0.0.1:${EMPTY_PORT}/stock?${zh}` },
    { name: 'sku-missing', size: 'desk', url: `${ORIGIN}/stock/none?${zh}` },
    {
      name: 'sku-receive',
      size: 'desk',
      url: `${ORIGIN}/stock/PF-CAT-0318?${zh}`,
      prepare: (page) => type(page, 'receive-stock'),
    },
    {
      name: 'sku-adjust',
      size: 'phone',
      url: `${ORIGIN}/stock/PF-CAT-0318?lang=en&theme=dark`,
      prepare: (page) => type(page, 'adjust-stock'),
    },
    { name: 'empty-quarantine', size: 'desk', url: `http://127.0.0.1:${EMPTY_PORT}/quarantine?${zh}` },
    { name: 'quarantine-closed-content', size: 'desk', url: `${ORIGIN}/quarantine/7100002?${zh}` },
    { name: 'quarantine-poison', size: 'desk', url: `${ORIGIN}/quarantine/7200003?${zh}`, prepare: look },
    { name: 'quarantine-discard', size: 'desk', url: `${ORIGIN}/quarantine/7100003?${zh}`, prepare: askToDiscard },
    {
      name: 'quarantine-replay-all',
      size: 'desk',
      url: `${ORIGIN}/quarantine?code=undecodable&${zh}`,
      prepare: askAll,
    },
    { name: 'empty-overview', size: 'wall', url: `http://127.0.0.1:${EMPTY_PORT}/?${zh}` },
    { name: 'sign-in', size: 'desk', url: `http://127.0.0.1:${PORT + 1}/?${zh}` },
    {
      name: 'sign-in-used',
      size: 'phone',
      url: `http://127.0.0.1:${PORT + 1}/sign-in?token=used-token-used-token&${zh}`,
    },
    { name: 'keys', size: 'desk', url: `${ORIGIN}/?${zh}`, prepare: (page) => page.keyboard.press('?') },
    { name: 'selected-row', size: 'desk', url: `${ORIGIN}/?${zh}`, prepare: selectThirdRow },
    {
      name: 'disconnected',
      size: 'desk',
      url: `http://127.0.0.1:${MORTAL_PORT}/?${zh}`,
      prepare: () => Promise.resolve(mortal.stop()),
    },
  ]
}

async function type(page: Page, button: string): Promise<void> {
  await page.getByTestId(button).click()
  await page.getByTestId('fact-quantity').fill('24')
  await page.getByTestId('fact-reference').fill('SH-20260618-3')
}

async function look(page: Page): Promise<void> {
  await page.getByTestId('look-why').fill('核对数量后补录')
  await page.getByTestId('look').click()
  await page.getByTestId('raw-text').waitFor()
}

async function mendValue(page: Page): Promise<void> {
  await look(page)
  await page.getByTestId('replay').click()
  await page.getByTestId('field-value').fill('2')
  await page.getByTestId('preview').click()
}

async function askToDiscard(page: Page): Promise<void> {
  await page.getByTestId('discard').click()
}

async function askAll(page: Page): Promise<void> {
  await page.getByTestId('replay-all').click()
}

async function selectThirdRow(page: Page): Promise<void> {
  for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
}

async function take(from: Browser, { name, size, url, full, prepare }: Shot): Promise<void> {
  const [width, height] = SIZES[size]
  const context = await from.newContext({ viewport: { width, height }, timezoneId: 'Asia/Shanghai', locale: 'zh-CN' })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
  await page.goto(url)
  await page.waitForTimeout(SETTLE_MS)
  await page.evaluate(async () => void (await document.fonts.ready))
  if (prepare !== undefined) {
    await prepare(page)
    await page.waitForTimeout(SETTLE_MS)
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: full === true })
  await context.close()
  process.stdout.write(
    `${name}${overflow > 0 ? ` OVERFLOWS by ${overflow}px` : ''} ${[...new Set(trouble)].join(' | ')}\n`,
  )
}
