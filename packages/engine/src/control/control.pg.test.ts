import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tools/test-database.ts'
import { connect } from '../database/connect.ts'
import { CONTROL_SCHEMA, migrateControl } from '../database/migrate.ts'
import { openControl } from './control.ts'
import type { Control } from './control.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

test('a link opens one session, once', async () => {
  await using rig = await openRig()
  const { control, userId } = rig
  const link = await control.createSignInLink(userId)
  const session = await control.signIn(link.token)
  expect(session).not.toBeNull()
  expect(await control.findSession(session?.token ?? '')).toEqual({
    userId,
    userName: 'lin',
    role: 'operations',
    merchantCode: 'mill',
  })
  expect(await control.signIn(link.token)).toBeNull()
})

test('of many who take a link at once, one gets in', async () => {
  await using rig = await openRig()
  const link = await rig.control.createSignInLink(rig.userId)
  const sessions = await Promise.all(Array.from({ length: 16 }, () => rig.control.signIn(link.token)))
  expect(sessions.filter((session) => session !== null)).toHaveLength(1)
})

test('a link dies after a quarter of an hour', async () => {
  await using rig = await openRig()
  const link = await rig.control.createSignInLink(rig.userId)
  rig.pass(15 * MINUTE_MS)
  expect(await rig.control.signIn(link.token)).toBeNull()
})

test('a token nobody was given opens nothing', async () => {
  await using rig = await openRig()
  expect(await rig.control.signIn('x'.repeat(43))).toBeNull()
  expect(await rig.control.findSession('x'.repeat(43))).toBeNull()
})

test('a session lives while it is used, twelve hours without', async () => {
  await using rig = await openRig()
  const token = await signIn(rig)
  for (let turn = 0; turn < 3; turn += 1) {
    rig.pass(11 * HOUR_MS)
    expect(await rig.control.findSession(token)).not.toBeNull()
  }
  rig.pass(12 * HOUR_MS)
  expect(await rig.control.findSession(token)).toBeNull()
})

test('a session ends after a week however busy', async () => {
  await using rig = await openRig()
  const token = await signIn(rig)
  for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
    rig.pass(8 * HOUR_MS)
    expect(await rig.control.findSession(token)).not.toBeNull()
  }
  rig.pass(8 * HOUR_MS)
  expect(await rig.control.findSession(token)).toBeNull()
})

test('signing in again replaces the session it was done from', async () => {
  await using rig = await openRig()
  const first = await signIn(rig)
  const link = await rig.control.createSignInLink(rig.userId)
  const second = await rig.control.signIn(link.token, first)
  expect(await rig.control.findSession(first)).toBeNull()
  expect(await rig.control.findSession(second?.token ?? '')).not.toBeNull()
})

test('a refused link leaves the session it was tried from alone', async () => {
  await using rig = await openRig()
  const token = await signIn(rig)
  expect(await rig.control.signIn('x'.repeat(43), token)).toBeNull()
  expect(await rig.control.findSession(token)).not.toBeNull()
})

test('ending a session ends that one; ending all of a user ends unused links too', async () => {
  await using rig = await openRig()
  const [first, second, third] = [await signIn(rig), await signIn(rig), await signIn(rig)]
  const link = await rig.control.createSignInLink(rig.userId)
  await rig.control.endSession(first)
  expect(await rig.control.findSession(first)).toBeNull()
  expect(await rig.control.endSessionsOf(rig.userId)).toBe(2)
  expect(await rig.control.findSession(second)).toBeNull()
  expect(await rig.control.findSession(third)).toBeNull()
  expect(await rig.control.signIn(link.token)).toBeNull()
})

test('a user asked for again keeps their role', async () => {
  await using rig = await openRig()
  const again = await rig.control.ensureUser({ merchantCode: 'mill', name: 'lin', role: 'owner' })
  expect(again).toEqual({ id: rig.userId, role: 'operations' })
  await expect(rig.control.ensureUser({ merchantCode: 'nobody', name: 'lin', role: 'owner' })).rejects.toThrow(
    'no merchant',
  )
})

test('the database holds no token, and spent links are swept after a month', async () => {
  await using rig = await openRig()
  const link = await rig.control.createSignInLink(rig.userId)
  const session = await rig.control.signIn(link.token)
  const rows = await rig.sql<{ text: string }[]>`
    select encode(token_hash, 'escape') || encode(token_hash, 'base64') as text from tidegate.sign_in_links
    union all select encode(token_hash, 'escape') || encode(token_hash, 'base64') from tidegate.sessions`
  for (const { text } of rows) for (const token of [link.token, session?.token ?? '']) expect(text).not.toContain(token)
  rig.pass(31 * DAY_MS)
  await rig.control.createSignInLink(rig.userId)
  const [left] = await rig.sql<{ links: number }[]>`select count(*) as links from tidegate.sign_in_links`
  expect(left?.links).toBe(1)
})

interface Rig extends AsyncDisposable {
  sql: ReturnType<typeof connect>
  control: Control
  userId: number
  pass(durationMs: number): void
}

async function openRig(): Promise<Rig> {
  const database = await createTestDatabase()
  const sql = connect(database.url, { connectionsMax: 4, applicationName: 'test', searchPath: CONTROL_SCHEMA })
  await migrateControl(sql)
  await sql`insert into tidegate.merchants (code, name, data_key_sealed) values ('mill', 'Mill', '\\x00')`
  let now = Date.UTC(2026, 10, 11)
  const control = openControl(sql, { now: () => now })
  const { id } = await control.ensureUser({ merchantCode: 'mill', name: 'lin', role: 'operations' })
  return {
    sql,
    control,
    userId: id,
    pass: (durationMs) => void (now += durationMs),
    async [Symbol.asyncDispose]() {
      await sql.end()
      await database.drop()
    },
  }
}

async function signIn({ control, userId }: Rig): Promise<string> {
  const link = await control.createSignInLink(userId)
  const session = await control.signIn(link.token)
  return session?.token ?? ''
}
