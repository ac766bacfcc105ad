import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTokens, saveTokens } from './shop-tokens.ts'
import { parseShops, readShops } from './shops.ts'

const SHOP = {
  merchant: 'maoyou',
  channel: 'taobao',
  shop: 'main',
  name: '猫友旗舰店',
  gatewayUrl: 'https://eco.taobao.com/router/rest',
  appKey: '12345678',
  appSecret: 'do-not-print',
  accessToken: 'do-not-print-either',
  refreshToken: 'nor-this',
}
const parse = (shop: object) => parseShops(JSON.stringify([shop]), 'shops.json')

test('a shop is read with where its polling begins', () => {
  const { merchant, channel, shop, name, gatewayUrl, appKey, appSecret, accessToken, refreshToken } = SHOP
  const tokens = { accessToken, refreshToken, expiresAt: null }
  const access = { appKey, appSecret }
  expect(parse(SHOP)).toEqual([
    { merchant, channel, shop, name, gatewayUrl, access, tokens, since: null, publishes: false },
  ])
  expect(parse({ ...SHOP, since: '2026-01-31T00:00:00+08:00' })[0]?.since).toBe(Date.parse('2026-01-30T16:00:00Z'))
})

test.each([
  [{ ...SHOP, accessToken: '' }, 'shops.json, shop 1: "accessToken" must be a text'],
  [{ ...SHOP, appSecret: 5 }, '"appSecret" must be a text'],
  [{ ...SHOP, tokenExpiresAt: 'soon' }, '"tokenExpiresAt" must be a time'],
  [{ ...SHOP, channel: 'ebay' }, '"channel" must be one of taobao'],
  [{ ...SHOP, channel: 'constructor' }, '"channel" must be one of taobao'],
  [{ ...SHOP, since: 'yesterday' }, '"since" must be a time'],
])('what is wrong is named', (shop, problem) => {
  expect(() => parse(shop)).toThrow(problem)
})

test("a platform's own address need not be given", () => {
  const { gatewayUrl, ...rest } = SHOP
  expect(parse(rest)[0]?.gatewayUrl).toBe(gatewayUrl)
})

test('renewed tokens are written back, and every other word stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shops-'))
  const file = join(folder, 'shops.json')
  const other = { ...SHOP, shop: 'other', note: 'ours' }
  await writeFile(file, JSON.stringify([SHOP, other]), { mode: 0o600 })
  const fresh = { accessToken: 'new', refreshToken: 'newer', expiresAt: Date.parse('2027-01-01T00:00:00Z') }
  const key = { channel: 'taobao', shop: 'main' } as const
  await Promise.all([
    saveTokens(file, key, fresh),
    saveTokens(file, { ...key, shop: 'other' }, { ...fresh, accessToken: 'o' }),
  ])
  expect(await readTokens(file, key)).toEqual(fresh)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject([
    { appSecret: SHOP.appSecret },
    { note: 'ours', accessToken: 'o' },
  ])
  expect((await readShops(file, { isRequired: true })).length).toBe(2)
  await rm(folder, { recursive: true })
})

test('a broken file is not quoted: it holds secrets', () => {
  expect(() => parseShops('[{"appSecret":"do-not-print"', 'shops.json')).toThrow(/^shops.json: is not JSON$/)
})

test('a file others may read is refused; an absent one is no shops unless it was asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shops-'))
  const file = join(folder, 'shops.json')
  expect(await readShops(file, { isRequired: false })).toEqual([])
  await expect(readShops(file, { isRequired: true })).rejects.toThrow('cannot be read (ENOENT)')
  await writeFile(file, JSON.stringify([SHOP]))
  await chmod(file, 0o644)
  await expect(readShops(file, { isRequired: true })).rejects.toThrow('chmod 600')
  await chmod(file, 0o600)
  expect(await readShops(file, { isRequired: true })).toHaveLength(1)
  await rm(folder, { recursive: true })
})
