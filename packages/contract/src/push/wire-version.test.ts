// Both sides may be of different age: a console left open overnight, an integration nobody restarts. So what
// goes over the wire may not change without its version.

import { expect, test } from 'vitest'
import { OrderSummary } from '../order.ts'
import { OrderStage, Overview } from '../overview.ts'
import { ClientMessage, ServerMessage } from './messages.ts'
import { PUSH_VERSION } from './protocol.ts'
import { TOPIC_PARTS } from './topics.ts'

const WIRE_HASHES: Record<number, string> = {
  1: '7cbf67fda8165546',
}

/** Shapes that are the HTTP API's first: docs/reference/openapi.json holds them, so here their names stand for them. */
const BORROWED = new Map<unknown, string>([
  [Overview, 'Overview'],
  [OrderSummary, 'OrderSummary'],
  [OrderStage, 'OrderStage'],
])

test('what goes over the wire is what its version says', async () => {
  const wire = JSON.stringify([ClientMessage, ServerMessage, TOPIC_PARTS], (_key, value: unknown) => {
    return BORROWED.get(value) ?? value
  })
  for (const name of BORROWED.values()) expect(wire).toContain(`"${name}"`)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(wire))
  const hash = Buffer.from(digest).toString('hex').slice(0, 16)
  const advice = `The push messages changed. Where a client of version ${PUSH_VERSION} would misread them, raise PUSH_VERSION; then write ${hash} here for the version.`
  expect(WIRE_HASHES[PUSH_VERSION], advice).toBe(hash)
})
