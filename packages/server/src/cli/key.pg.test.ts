import { openControl } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { runAgainst } from './run-against.ts'

test('a key is made, listed and revoked from the command line, and shown once', async () => {
  await using rig = await openTestEngine()
  const control = openControl(rig.engine.control, { now: Date.now })
  const run = (...words: string[]): Promise<{ code: number; text: string }> => runAgainst(rig.url, ['key', ...words])

  expect(await run('list', 'test')).toEqual({ code: 0, text: 'test has no API key\n' })
  const created = await run('create', 'test', 'erp', 'orders:read,orders:write')
  const [token = ''] = /tg_[\w-]{43}/.exec(created.text) ?? []
  const key = await control.findApiKey(token)
  expect(key).toMatchObject({ merchantCode: 'test', scopes: ['orders:read', 'orders:write'] })

  const listed = await run('list', 'test')
  expect(listed.text).toMatch(/ \d+ {2}orders:read,orders:write +made \d{4}-\d\d-\d\d {2}used \d{4}-\d\d-\d\d +erp\n$/)
  expect(listed.text).not.toContain(token)

  const id = String(key?.keyId)
  expect(await run('revoke', 'test', id)).toEqual({ code: 0, text: `key ${id} of test is revoked\n` })
  expect(await control.findApiKey(token)).toBeNull()
  expect(await run('revoke', 'test', id)).toMatchObject({ code: 1, text: expect.stringContaining(`no key ${id}`) })
})

test.each([
  [['create', 'test', 'erp', 'all'], '"all" is not a list of scopes'],
  [['create', 'test', 'erp', 'orders:read,root'], '"orders:read,root" is not a list of scopes'],
  [['create', 'test', ' ', 'orders:read'], 'name has 1 to 60 characters'],
  [['revoke', 'test', 'erp'], '"erp" is not the id of a key'],
])('key %j is refused before anything is opened', async (words, reason) => {
  expect(await runAgainst('postgres://127.0.0.1:1/none', ['key', ...words])).toMatchObject({
    code: 1,
    text: expect.stringContaining(reason),
  })
})
