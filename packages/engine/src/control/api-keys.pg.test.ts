import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { openControl } from './control.ts'
import type { Control } from './control.ts'

const MINUTE_MS = 60_000

interface Rig extends AsyncDisposable {
  control: Control
  sql: (text: string) => Promise<Record<string, unknown>[]>
  pass(durationMs: number): void
}

async function openRig(): Promise<Rig> {
  const rig = await openTestEngine()
  let now = Date.UTC(2026, 10, 11)
  return {
    control: openControl(rig.engine.control, { now: () => now }),
    sql: (text) => rig.engine.control.unsafe(text),
    pass: (durationMs) => void (now += durationMs),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  }
}

const WISH = { merchantCode: 'test', name: 'erp', scopes: ['orders:read', 'stock:write'] } as const

test('a key opens its merchant with its scopes until it is revoked, at once', async () => {
  await using rig = await openRig()
  const { keyId, token } = await rig.control.createApiKey(WISH)
  expect(token).toMatch(/^tg_[\w-]{43}$/)
  expect(await rig.control.findApiKey(token)).toEqual({
    keyId,
    merchantCode: 'test',
    scopes: ['orders:read', 'stock:write'],
  })
  expect(await rig.control.revokeApiKey('other', keyId)).toBe(false)
  expect(await rig.control.findApiKey(token)).not.toBeNull()
  expect(await rig.control.revokeApiKey('test', keyId)).toBe(true)
  expect(await rig.control.findApiKey(token)).toBeNull()
  expect(await rig.control.revokeApiKey('test', keyId)).toBe(false)
})

test('there is no key until one is made, and none for a merchant that is not there', async () => {
  await using rig = await openRig()
  expect(await rig.control.listApiKeys('test')).toEqual([])
  await expect(rig.control.createApiKey({ ...WISH, merchantCode: 'nobody' })).rejects.toThrow('no merchant')
})

test('the database holds no key in clear', async () => {
  await using rig = await openRig()
  const { token } = await rig.control.createApiKey(WISH)
  const rows = await rig.sql('select row_to_json(k)::text as text from tidegate.api_keys k')
  for (const { text } of rows) expect(text).not.toContain(token.slice(3))
})

test('last used is noted by the minute; a revoked key stays listed', async () => {
  await using rig = await openRig()
  const { keyId, token } = await rig.control.createApiKey(WISH)
  const used = async (): Promise<number | null | undefined> => (await rig.control.listApiKeys('test'))[0]?.usedAt
  expect(await used()).toBeNull()
  await rig.control.findApiKey(token)
  const first = await used()
  rig.pass(MINUTE_MS - 1)
  await rig.control.findApiKey(token)
  expect(await used()).toBe(first)
  rig.pass(1)
  await rig.control.findApiKey(token)
  expect(await used()).toBe((first ?? 0) + MINUTE_MS)
  await rig.control.revokeApiKey('test', keyId)
  expect(await rig.control.listApiKeys('test')).toMatchObject([
    { keyId, name: 'erp', scopes: ['orders:read', 'stock:write'], revokedAt: (first ?? 0) + MINUTE_MS },
  ])
})

test.each([[[]], [['everything']], [['orders:read', 'root']]])('the database refuses the scopes %j', async (scopes) => {
  await using rig = await openRig()
  await expect(rig.control.createApiKey({ ...WISH, scopes: scopes as never })).rejects.toThrow('api_keys_scopes_known')
})
