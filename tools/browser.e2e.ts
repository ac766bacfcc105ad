import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

test('the browser starts and renders', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>潮闸</h1>')
    expect(await page.textContent('h1')).toBe('潮闸')
    expect((await page.screenshot()).length).toBeGreaterThan(1000)
  } finally {
    await browser.close()
  }
})
