import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'

const asked = { caller: 'key:1', key: 'k', content: 'POST /orders abc' }
const kept = { status: 201, answer: '{"number":"OA1"}' }

async function age({ gate }: TestEngine, interval: string): Promise<void> {
  await gate.database`update idempotency_keys set claimed_at = claimed_at - ${interval}::text::interval`
}

test('a key is claimed once, answered once, and tells other requests apart', async () => {
  await using rig = await openTestEngine()
  const { idempotency } = rig.gate
  const claims = await Promise.all(Array.from({ length: 8 }, () => idempotency.claim(asked)))
  expect(claims.map(({ state }) => state).toSorted()).toEqual(['claimed', ...Array<string>(7).fill('under_way')])
  expect(await idempotency.claim({ ...asked, content: 'POST /orders other' })).toEqual({ state: 'used_for_another' })
  expect(await idempotency.claim({ ...asked, caller: 'key:2' })).toEqual({ state: 'claimed' })
  expect(await idempotency.answer(asked, kept)).toEqual(kept)
  expect(await idempotency.claim(asked)).toEqual({ state: 'answered', kept })
  expect(await idempotency.answer(asked, { status: 200, answer: '{}' })).toEqual(kept)
})

test('a key given back is as if it had never come; an answered one cannot be', async () => {
  await using rig = await openTestEngine()
  const { idempotency } = rig.gate
  await idempotency.claim(asked)
  await idempotency.release(asked)
  expect(await idempotency.claim({ ...asked, content: 'another' })).toEqual({ state: 'claimed' })
  await idempotency.answer(asked, kept)
  await idempotency.release(asked)
  expect(await idempotency.claim({ ...asked, content: 'another' })).toEqual({ state: 'answered', kept })
})

test('the claim of a process that died is taken over by the same request, after a minute', async () => {
  await using rig = await openTestEngine()
  const { idempotency } = rig.gate
  await idempotency.claim(asked)
  await age(rig, '59 seconds')
  expect(await idempotency.claim(asked)).toEqual({ state: 'under_way' })
  await age(rig, '2 seconds')
  expect(await idempotency.claim({ ...asked, content: 'another' })).toEqual({ state: 'used_for_another' })
  expect(await idempotency.claim(asked)).toEqual({ state: 'claimed' })
})

test('answers live for three days, purged or not', async () => {
  await using rig = await openTestEngine()
  const { idempotency } = rig.gate
  await idempotency.claim(asked)
  await idempotency.answer(asked, kept)
  await age(rig, '71 hours 59 minutes')
  expect(await idempotency.purge()).toBe(0)
  expect(await idempotency.claim(asked)).toEqual({ state: 'answered', kept })
  await age(rig, '2 minutes')
  expect(await idempotency.claim({ ...asked, content: 'another' })).toEqual({ state: 'claimed' })
  await age(rig, '73 hours')
  expect(await idempotency.purge()).toBe(1)
})

test('what was asked is kept as a keyed hash only', async () => {
  await using rig = await openTestEngine()
  await rig.gate.idempotency.claim({ ...asked, content: '王小明 13912345678' })
  const [row] = await rig.gate.database<{ text: string }[]>`select row_to_json(k)::text as text from idempotency_keys k`
  expect(row?.text).not.toMatch(/王小明|13912345678/)
})
