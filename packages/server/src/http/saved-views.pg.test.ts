import type { SavedViewList } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'

const VIEWS = '/api/v1/saved-views'

function of(rig: TestApp, cookie: string) {
  const headers = { cookie }
  return {
    names: async () =>
      ((await rig.ask(`${VIEWS}?list=orders`, { headers })).json as SavedViewList).views.map(
        ({ name, query }) => `${name}: ${query}`,
      ),
    save: (name: string, query: string) =>
      rig.ask(VIEWS, { method: 'POST', headers, body: { list: 'orders', name, query } }),
    rename: (id: string, name: string) => rig.ask(`${VIEWS}/${id}`, { method: 'PUT', headers, body: { name } }),
    drop: (id: string) => rig.ask(`${VIEWS}/${id}`, { method: 'DELETE', headers }),
  }
}

const idOf = ({ json }: { json: unknown }): string => (json as { id: string }).id

test('a view is kept, replaced under its name, renamed and dropped', async () => {
  await using rig = await openTestApp()
  const views = of(rig, await rig.signIn('service'))
  expect(await views.names()).toEqual([])
  const held = idOf(await views.save('暂停的', 'stage=held'))
  const big = idOf(await views.save('大单', 'amount=500..'))
  await views.save('暂停的', 'stage=held&hold=manual')
  expect(await views.names()).toEqual(['暂停的: stage=held&hold=manual', '大单: amount=500..'])
  expect((await views.rename(held, '大单')).json).toMatchObject({ code: 'bad_request', field: '/name' })
  expect((await views.rename(held, '等电话')).status).toBe(204)
  expect((await views.drop(big)).status).toBe(204)
  expect(await views.names()).toEqual(['等电话: stage=held&hold=manual'])
  expect((await views.drop(big)).json).toMatchObject({ code: 'not_found' })
})

test("nobody sees or changes another's view, and programs have none", async () => {
  await using rig = await openTestApp()
  const own = of(rig, await rig.signIn('owner'))
  const other = of(rig, await rig.signIn('viewer'))
  const id = idOf(await own.save('mine', 'stage=held'))
  expect(await other.names()).toEqual([])
  expect((await other.rename(id, 'theirs')).status).toBe(404)
  expect((await other.drop(id)).status).toBe(404)
  expect(await own.names()).toEqual(['mine: stage=held'])
  const key = await rig.ask(`${VIEWS}?list=orders`, { headers: await rig.keyHeaders(['orders:read']) })
  expect(key.status).toBe(403)
})

test('there is an end to them', async () => {
  await using rig = await openTestApp()
  const views = of(rig, await rig.signIn('owner'))
  for (let n = 1; n <= 50; n += 1) expect((await views.save(`view ${n}`, '')).status).toBe(200)
  expect((await views.save('one more', '')).json).toMatchObject({ code: 'bad_request' })
  expect((await views.save('view 7', 'stage=held')).status).toBe(200)
})

test.each(['', ' ', 'a ', 'a\nb', 'x'.repeat(41)])('a view is not called %j', async (name) => {
  await using rig = await openTestApp()
  const views = of(rig, await rig.signIn('owner'))
  expect((await views.save(name, '')).json).toMatchObject({ code: 'bad_request', field: '/name' })
})
