import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseShops, readShops } from './shops.ts'

const SHOP = {
  merchant: 'maoyou',
  channel: 'taobao',
  shop: 'main',
  name: '猫友旗舰店',
  gatewayUrl: 'https://eco.taobao.com/router/rest',
  appKey: '12345678',
  appSecret: 'do-not-print',
  session: 'do-not-print-either',
}
const parse = (shop: object) => parseShops(JSON.stringify([shop]), 'shops.json')

test('a shop is read with where its polling begins', () => {
  expect(parse(SHOP)).toEqual([{ ...SHOP, since: null }])
  expect(parse({ ...SHOP, since: '2026-01-31T00:00:00+08:00' })[0]?.since).toBe(Date.parse('2026-01-30T16:00:00Z'))
})

test.each([
  [{ ...SHOP, session: '' }, 'shops.json, shop 1: "session" must be a text'],
  [{ ...SHOP, channel: 'ebay' }, '"channel" must be one of taobao'],
  [{ ...SHOP, channel: 'constructor' }, '"channel" must be one of taobao'],
  [{ ...SHOP, since: 'yesterday' }, '"since" must be a time'],
])('what is wrong is named', (shop, problem) => {
  expect(() => parse(shop)).toThrow(problem)
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
