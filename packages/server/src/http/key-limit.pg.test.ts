import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'

test('a key that asks too often is told when to come back; other keys and people are not held up', async () => {
  await using rig = await openTestApp({ limits: { keyRequestsPerMinute: 3 } })
  const busy = await rig.keyHeaders(['orders:read'])
  const ask = (headers: Record<string, string>, path = '/api/v1/orders') => rig.ask(path, { headers })
  for (const path of ['/api/v1/orders', '/api/v1/overview', '/api/v1/orders'])
    expect((await ask(busy, path)).status).toBe(200)
  const refused = await ask(busy)
  expect([refused.status, refused.json]).toMatchObject([429, { code: 'too_many_requests', retryable: true }])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
  expect((await ask(await rig.keyHeaders(['orders:read']))).status).toBe(200)
  const cookie = await rig.signIn('viewer')
  for (let count = 0; count < 5; count += 1) expect((await ask({ cookie })).status).toBe(200)
})
