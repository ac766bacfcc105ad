// What a page asked for, what it was answered and what it shows: told when a test fails, for on another machine nobody
// can look into the browser.
import type { Page, Request } from 'playwright-core'

const ANSWERS_TOLD = 15
const TEXT_CHARACTERS_MAX = 1_500

export interface PageDiary {
  read(): Promise<string>
}

export function keepDiary(page: Page): PageDiary {
  const startMs = Date.now()
  const underWay = new Map<Request, number>()
  const answers: string[] = []
  const told = (request: Request, answer: string | number): void => {
    const askedMs = underWay.get(request) ?? startMs
    underWay.delete(request)
    if (request.url().includes('/api/')) answers.push(`${nameOf(request)} ${answer}, ${Date.now() - askedMs} ms`)
    if (answers.length > ANSWERS_TOLD) answers.shift()
  }
  page.on('request', (request) => underWay.set(request, Date.now()))
  page.on('requestfailed', (request) => told(request, request.failure()?.errorText ?? 'failed'))
  page.on('requestfinished', (request) => {
    // The browser may be closed before it has said what was answered.
    const status = request.response().then((response) => response?.status() ?? 'no answer')
    void status.then((answer) => told(request, answer)).catch(() => underWay.delete(request))
  })
  return {
    async read() {
      const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String)
      return [
        `the page: ${page.url()}`,
        ...[...underWay].map(([request, askedMs]) => `  unanswered for ${Date.now() - askedMs} ms: ${nameOf(request)}`),
        ...answers.map((answer) => `  ${answer}`),
        text.slice(0, TEXT_CHARACTERS_MAX),
      ].join('\n')
    },
  }
}

function nameOf(request: Request): string {
  return `${request.method()} ${new URL(request.url()).pathname}`
}
