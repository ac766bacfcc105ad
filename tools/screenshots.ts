// `npm run screenshots`: the pictures of the README and the guides, taken from the real program after it has run for a
// while. `--all` takes every page in both languages and themes as well, to be looked at, into .cache/screenshots.

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { openStage } from '../packages/server/src/demo/stage.ts'
import { launchBrowser } from './browser.ts'
import { ROOT } from './steps.ts'

interface Picture {
  name: string
  path: string
  /** What is on the page once it has its data. */
  shows: string
  /** A link in it to go through before the picture is taken: a page whose address the data decides. */
  row?: { through: string; shows: string }
}

const PICTURES: readonly Picture[] = [
  { name: 'connect', path: '/channels/connect?channel=woocommerce', shows: 'connect-form' },
  { name: 'shop', path: '/channels/taobao/petfood', shows: 'shop-links' },
  { name: 'overview', path: '/', shows: 'overview' },
  { name: 'orders', path: '/orders', shows: 'orders-table' },
  { name: 'order', path: '/orders', shows: 'orders-table', row: { through: 'orders-table', shows: 'line' } },
  { name: 'stock', path: '/stock', shows: 'stock-table' },
  { name: 'sku', path: '/stock', shows: 'stock-table', row: { through: 'stock-table', shows: 'sku' } },
  { name: 'quarantine', path: '/quarantine', shows: 'quarantine-table' },
  {
    name: 'quarantine-entry',
    path: '/quarantine',
    shows: 'quarantine-table',
    row: { through: 'quarantine-table', shows: 'quarantine-fault' },
  },
  { name: 'channels', path: '/channels', shows: 'shop-health' },
  { name: 'listings', path: '/listings', shows: 'listing' },
  { name: 'imports', path: '/imports', shows: 'imports-table' },
  {
    name: 'import',
    path: '/imports',
    shows: 'imports-table',
    row: { through: 'imports-table', shows: 'import-setup' },
  },
  { name: 'system', path: '/system', shows: 'machine' },
]
/** As a seller's old system gives it away: one name of a column nobody can guess, one bad amount. */
const FILE = {
  name: '老系统订单.csv',
  mimeType: 'text/csv',
  text: `订单编号,下单时间,老系统金额,收货省份,商家编码,数量
OLD-1,2026-11-01 10:00:00,12.30,浙江省,CAT-01,1
OLD-2,2026-11-01 11:00:00,1e400,广东省,CAT-02,2
OLD-3,2026-11-01 12:00:00,99.00,上海市,DOG-01,1
`,
}
/** In the README: the rest is for looking at. */
const IN_DOCUMENTS = ['overview', 'order']
const LOOKS = [
  { suffix: '', language: 'zh-CN', theme: 'light' },
  { suffix: '.en', language: 'en', theme: 'light' },
  { suffix: '.dark', language: 'zh-CN', theme: 'dark' },
  { suffix: '.en.dark', language: 'en', theme: 'dark' },
]
const SCREEN = { width: 1440, height: 900 }
/** A phone as the warehouse has it. */
const PHONE = { width: 390, height: 844 }
/** The chart of the first page needs some minutes behind it. */
const RUN_SECONDS = 180
/** Figures count up and fonts come in slices. */
const SETTLE_MS = 1_500

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, seconds: { type: 'string' } } })
const runSeconds = Number(values.seconds ?? RUN_SECONDS)
const documents = join(ROOT, 'docs', 'images')
const lookedAt = join(ROOT, '.cache', 'screenshots')

await using stage = await openStage()
const program = stage.run('start', '--port', '0', '--bad-one-in', '60')
const [signInLink] = await program.says(/http:\/\/127\.0\.0\.1:\d+\/sign-in\?token=\S+/)
console.log(`the program runs; pictures in ${runSeconds} s`)
await sleep(runSeconds * 1_000)
const browser = await launchBrowser()
try {
  const context = await browser.newContext({ viewport: SCREEN })
  const page = await context.newPage()
  await page.goto(signInLink)
  await page.getByTestId('overview').waitFor()
  await uploadFile(page)
  // Once through every page: the slices of the Chinese font are then at hand.
  for (const picture of PICTURES) await open(page, picture, 'lang=zh-CN&theme=light')
  for (const look of values.all ? LOOKS : LOOKS.slice(0, 2)) await takeAll(page, look)
  if (values.all) await takePhone(context)
} finally {
  await browser.close()
  await program.stop()
}

async function uploadFile(page: Page): Promise<void> {
  await page.goto(new URL('/imports', signInLink).href)
  await page.getByTestId('import-file').setInputFiles({ ...FILE, buffer: Buffer.from(FILE.text) })
  await page.getByTestId('import-setup').waitFor()
}

async function takeAll(page: Page, { suffix, language, theme }: (typeof LOOKS)[number]): Promise<void> {
  for (const picture of PICTURES) {
    const isForDocuments = IN_DOCUMENTS.includes(picture.name) && theme === 'light'
    if (!isForDocuments && !values.all) continue
    await open(page, picture, `lang=${language}&theme=${theme}`)
    await shoot(page, isForDocuments ? documents : lookedAt, `${picture.name}${suffix}`)
  }
}

async function takePhone(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize(PHONE)
  for (const picture of PICTURES) {
    await open(page, picture, 'lang=zh-CN&theme=light')
    await shoot(page, lookedAt, `${picture.name}.phone`)
  }
}

async function open(page: Page, picture: Picture, query: string): Promise<void> {
  const address = new URL(picture.path, signInLink)
  for (const [name, value] of new URLSearchParams(query)) address.searchParams.set(name, value)
  await page.goto(address.href)
  await page.getByTestId(picture.shows).first().waitFor()
  if (picture.row === undefined) return
  await page.locator(`[data-testid="${picture.row.through}"] tbody a`).first().click()
  await page.getByTestId(picture.row.shows).first().waitFor()
}

async function shoot(page: Page, folder: string, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready')
  await sleep(SETTLE_MS)
  await mkdir(folder, { recursive: true })
  // What is only looked at is seen to its end.
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: folder === lookedAt })
  console.log(`  ${name}`)
}
