// The program as a person starts it, and the person: signed in by the printed link, on the first page. For tests.

import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { launchBrowser } from './browser.ts'
import { keepDiary } from './page-diary.ts'
import type { PageDiary } from './page-diary.ts'
import { openStage } from '../packages/server/src/demo/stage.ts'
import type { Program, Stage } from '../packages/server/src/demo/stage.ts'

export const SIGN_IN_LINK = /http:\/\/127\.0\.0\.1:\d+\/sign-in\?token=\S+/
/** A page shows its parts as their answers come, and the machine may be busy. */
export const PATIENTLY = { timeout: 60_000 }
export const OPENING_MS_MAX = 180_000
const WIDE = { width: 1440, height: 900 }
const DEMO = ['--speed', '40']

export interface OpenConsole extends AsyncDisposable {
  stage: Stage
  program: Program
  page: Page
  signInLink: string
  /** What the browser's console and the page's own errors said: nothing, where all is well. */
  complaints: string[]
}

export interface OpenConsoleOptions {
  /** After `start`; the demo in a hurry where left out. */
  words?: readonly string[]
  /** What the program says before anybody looks. */
  says?: RegExp
  viewport?: { width: number; height: number }
}

let diary: PageDiary | null = null

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && diary !== null) console.log(await diary.read())
})

export async function openConsole({ words = DEMO, says, viewport = WIDE }: OpenConsoleOptions): Promise<OpenConsole> {
  const stage = await openStage()
  try {
    const program = stage.run('start', '--port', '0', ...words)
    const [signInLink] = await program.says(SIGN_IN_LINK)
    if (says !== undefined) await program.says(says)
    const browser = await launchBrowser()
    const page = await (await browser.newContext({ viewport, locale: 'zh-CN', acceptDownloads: true })).newPage()
    diary = keepDiary(page)
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(signInLink)
    await page.getByTestId('overview').waitFor()
    const close = async (): Promise<void> => {
      await browser.close()
      await program.stop()
      await stage[Symbol.asyncDispose]()
    }
    return { stage, program, page, signInLink, complaints, [Symbol.asyncDispose]: close }
  } catch (error) {
    await stage[Symbol.asyncDispose]()
    throw error
  }
}
