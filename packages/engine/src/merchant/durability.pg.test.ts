// "Answered" means on the disk, whoever configured the database, and at whichever level.

import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tools/test-database.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { testMasterKeyFile } from '../../../../tools/test-world.ts'
import { connect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { openEngine } from './merchants.ts'
import { roleOf } from './merchant-schema.ts'

const open = (url: string, masterKeyFile = testMasterKeyFile()) =>
  openEngine({ url, masterKeyFile, codeVersion: 'test', log: () => undefined }).then((engine) => engine.close())

test.each([
  ['the database', (name: string) => `alter database ${name} set synchronous_commit = off`],
  [
    'the role in this database',
    (name: string) => `alter role current_user in database ${name} set synchronous_commit = off`,
  ],
])('synchronous_commit switched off for %s is refused, by name', async (_, weaken) => {
  await using database = await createTestDatabase()
  const sql = connect(database.url, { connectionsMax: 1, applicationName: 'test', searchPath: 'public' })
  await sql.unsafe(weaken(database.name))
  await sql.end()
  await expect(open(database.url)).rejects.toThrow('synchronous_commit = off')
})

test('a server without fsync or full_page_writes is refused, naming both', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tidegate-durability-')))
  await chmod(folder, 0o755)
  const server = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    log: () => undefined,
    settings: { fsync: 'off', full_page_writes: 'off' },
  })
  try {
    await expect(open(server.url, join(folder, 'master.key'))).rejects.toThrow(
      'fsync = off, full_page_writes = off; switch on fsync, full_page_writes',
    )
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test("a merchant's connections commit to the disk, whatever was set for its role or database meanwhile", async () => {
  await using world = await openTestEngine()
  const { engine } = world
  const role = await roleOf(engine.control, 'test')
  await engine.control.unsafe(`alter role "${role}" set synchronous_commit = off`)
  await engine.control.unsafe(`alter role "${role}" set idle_in_transaction_session_timeout = 0`)
  const [database] = await engine.control<{ name: string }[]>`select current_database() as name`
  await engine.control.unsafe(`alter database ${database?.name ?? ''} set synchronous_commit = off`)
  const gate = await engine.merchants.open('test')
  for (const sql of [gate.context.sql, gate.database]) {
    const [row] =
      await sql`select current_setting('synchronous_commit') as commit, current_setting('idle_in_transaction_session_timeout') as idle`
    expect(row).toEqual({ commit: 'on', idle: '5s' })
  }
  await gate.close()
})
