// What stands in an address is anybody's. Whatever it is, a route says that it is wrong or that there is no such thing;
// it never fails.

import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'

/** As they stand in the address. */
const ODD_TEXTS: Readonly<Record<string, string>> = {
  'a NUL': '%00',
  'a NUL in a number': 'TB20261111%000001',
  'a line break': 'A%0D%0AB',
  'half of a character': '%ED%A0%80',
  'bytes that are no text': '%FF%FE',
  'a percent sign': '%',
  'a path in it': '..%2F..%2Fetc',
  quotes: '%27%22%3B--',
  'an emoji': '%F0%9F%90%9F',
  'a direction mark': '%E2%80%AE',
  'fifteen nines': '9'.repeat(15),
  'a hundred nines': '9'.repeat(100),
  'less than nothing': '-1',
  'a long text': 'A'.repeat(2_000),
  blanks: '%20%20',
}

/** The other parts of an address, so that the first check does not hide the next. */
const USUAL: Readonly<Record<string, string>> = {
  ':channel': 'taobao',
  ':shop': 'main',
  ':hold': 'manual',
  ':sku': 'A',
  ':merchant': 'test',
}

/** Every address with one part odd. */
function oddAddresses(url: string, odd: string): string[] {
  const parts = url.match(/:\w+/g) ?? []
  return parts.map((part) => url.replace(part, odd).replaceAll(/:\w+/g, (name) => USUAL[name] ?? '1'))
}

test('whatever stands in an address is refused or not found, by every route', async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 10_000 } })
  const headers = { cookie: await rig.signIn('owner') }
  const routes = rig.routes.filter(({ method, url }) => method !== 'HEAD' && url.includes(':'))
  expect(routes.length).toBeGreaterThan(15)
  const failed: string[] = []
  for (const { method, url } of routes) {
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: { reason: '测试' } }
    for (const [name, odd] of Object.entries(ODD_TEXTS)) {
      for (const path of oddAddresses(url, odd)) {
        const { status } = await rig.ask(path, { method, headers, ...body })
        if (status >= 500) failed.push(`${method} ${url} with ${name}: ${status}`)
      }
    }
  }
  expect(failed).toEqual([])
})

test('a NUL in a query is refused by every route that reads, with its name', async () => {
  await using rig = await openTestApp()
  const headers = { cookie: await rig.signIn('owner') }
  const routes = rig.routes.filter(({ method, url }) => method === 'GET' && !url.includes(':') && !url.includes('*'))
  expect(routes.length).toBeGreaterThan(8)
  for (const { url } of routes) {
    const answer = await rig.ask(`${url}?before=a%00`, { headers })
    expect([answer.status, answer.json], url).toMatchObject([400, { code: 'bad_request', field: '/before' }])
  }
})
