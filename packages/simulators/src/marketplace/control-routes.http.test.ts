import { describe, expect, test } from 'vitest'
import { MARKETPLACES } from '../registry.ts'
import { startDefinition } from './start-marketplace.ts'
import type { RunningMarketplace } from './start-marketplace.ts'

describe.each(MARKETPLACES.map((definition) => [definition.channel, definition] as const))('%s', (_, definition) => {
  test('is told where to post its messages, and which faults to have', async () => {
    const running = await startDefinition(definition, { port: 0 })
    try {
      const url = 'http://127.0.0.1:9/messages'
      expect(await put(running, 'push', { url })).toEqual({ url })
      expect(running.market.pushTarget?.href).toBe(url)
      expect(await put(running, 'faults', { httpStatus: 502 })).toMatchObject({ faults: { httpStatus: 502 } })
      expect(running.market.faults.httpStatus).toBe(502)
    } finally {
      await running.close()
    }
  })
})

async function put({ url, controlToken }: RunningMarketplace, path: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${controlToken}`, 'content-type': 'application/json' }
  const answer = await fetch(new URL(`/control/${path}`, url), { method: 'PUT', headers, body: JSON.stringify(body) })
  return answer.json()
}
