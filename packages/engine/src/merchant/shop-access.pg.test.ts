import { expect, test } from 'vitest'
import { SHOP } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'

const SECRET = 'canary-secret-7731'

async function connected() {
  const world = await openTestEngine()
  await world.gate.links.access.connect({
    ...SHOP,
    name: 'Main',
    gatewayUrl: null,
    fields: { appSecret: SECRET },
    tokens: 'first',
    by: 'user:1',
  })
  return world
}

test('fields and tokens lie sealed', async () => {
  await using world = await connected()
  const [row] = await world.gate.database<{ text: string }[]>`
    select encode(sealed_fields || sealed_tokens, 'escape') as text from shop_access`
  expect(row?.text).not.toContain(SECRET)
  expect(await world.gate.links.access.list()).toMatchObject([{ ...SHOP, fields: { appSecret: SECRET }, polls: true }])
})

test('twenty that find a token stale refresh it once', async () => {
  await using world = await connected()
  const { access } = world.gate.links
  let refreshes = 0
  const refresh = async (tokens: string): Promise<string> => {
    refreshes += 1
    return `${tokens}+`
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => access.refresh(SHOP, { version: 1 }, refresh)))
  expect(refreshes).toBe(1)
  expect(new Set(answers.map((each) => each?.tokens))).toEqual(new Set(['first+']))
  expect(await access.tokens(SHOP)).toEqual({ version: 2, tokens: 'first+' })
})

test('a refresh that fails changes nothing and lets the next one try', async () => {
  await using world = await connected()
  const { access } = world.gate.links
  await expect(
    access.refresh(SHOP, { version: 1 }, () => Promise.reject(new Error('the platform is down'))),
  ).rejects.toThrow('the platform is down')
  expect(await access.refresh(SHOP, { version: 1 }, async () => 'second')).toEqual({ version: 2, tokens: 'second' })
})

test('switches are set one by one', async () => {
  await using world = await connected()
  const { access } = world.gate.links
  expect(await access.switch(SHOP, { publishes: true })).toBe(true)
  expect(await access.list()).toMatchObject([{ polls: true, publishes: true, confirms: true }])
})
