import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { runAgainst } from './run-against.ts'

test('a shop is added from the command line, and adding it again changes nothing', async () => {
  await using rig = await openTestEngine()
  for (let turn = 0; turn < 2; turn += 1) {
    const { code, text } = await runAgainst(rig.url, ['shop', 'create', 'test', 'erp', 'ERP'])
    expect([code, text]).toEqual([0, 'shop erp of test takes orders of the Open API\n'])
  }
  const shops = await rig.gate.database`select channel, code, name from shops where channel = 'open_api'`
  expect(shops).toEqual([{ channel: 'open_api', code: 'erp', name: 'ERP' }])
  expect(await runAgainst(rig.url, ['shop', 'create', 'nobody', 'erp', 'ERP'])).toMatchObject({ code: 1 })
  expect(await runAgainst(rig.url, ['shop', 'create', 'test', 'E R P', 'ERP'])).toMatchObject({
    code: 1,
    text: expect.stringContaining('"E R P" is not a shop\'s code'),
  })
})
