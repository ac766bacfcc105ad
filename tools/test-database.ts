// One PostgreSQL for a whole test run, and a fresh database for each test that asks: a clone of a
// migrated template, so tests run side by side and need no cleaning up between them.
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the test PostgreSQL. */
    adminUrl: string
    templateName: string
  }
}

export type TestDatabase = AsyncDisposable & {
  url: string
  name: string
  /** Ends every connection to the database and gives it up to be removed. `await using` does the same. */
  drop(): Promise<void>
}

/** A fresh database with every migration applied, for one test. Only in *.pg.test.ts and *.e2e.ts. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl')
  const templateName = inject('templateName')
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await administer(adminUrl, async (sql) => {
    if (!(await takeSpare(sql, { templateName, name }))) await clone(sql, { templateName, name })
  })
  const drop = () => giveUp(adminUrl, name)
  return { url: databaseUrl(adminUrl, name), name, drop, [Symbol.asyncDispose]: drop }
}

/** The same server, another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function createDatabase(adminUrl: string, name: string, templateName = 'template0'): Promise<void> {
  await administer(adminUrl, (sql) => clone(sql, { templateName, name }))
}

interface Cloning {
  templateName: string
  name: string
}

async function clone(sql: postgres.Sql, { templateName, name }: Cloning): Promise<void> {
  await sql`create database ${sql(name)} template ${sql(templateName)}`
}

/** A clone that was made before anybody asked; false where there is none left. */
async function takeSpare(sql: postgres.Sql, { templateName, name }: Cloning): Promise<boolean> {
  for (const spare of await databasesLike(sql, `${spareOf(templateName)}%`)) {
    try {
      await sql`alter database ${sql(spare)} rename to ${sql(name)}`
      return true
    } catch {
      // Another test took it.
    }
  }
  return false
}

const SPARES = 6

/** Clones ahead of need: a clone waits for the disk, a test for the processor. */
export async function makeSpares(sql: postgres.Sql, templateName: string): Promise<void> {
  const { length } = await databasesLike(sql, `${spareOf(templateName)}%`)
  for (let made = length; made < SPARES; made += 1) {
    await clone(sql, { templateName, name: `${spareOf(templateName)}${randomBytes(6).toString('hex')}` })
  }
}

/** Removing a database writes all others' changes to the disk first, so it is done to many at a time, beside the tests. */
async function giveUp(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, async (sql) => {
    await sql`alter database ${sql(name)} allow_connections false`
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
  })
}

/** Removes what tests gave up; with `spares`, those too. */
export async function removeGivenUp(sql: postgres.Sql, spares?: { templateName: string }): Promise<void> {
  const given = await sql<{ name: string }[]>`
    select datname as name from pg_database where not datallowconn and datname like 'test%'`
  const spare = spares === undefined ? [] : await databasesLike(sql, `${spareOf(spares.templateName)}%`)
  for (const name of [...given.map((each) => each.name), ...spare]) {
    await sql`drop database if exists ${sql(name)} with (force)`
  }
}

function spareOf(templateName: string): string {
  return `${templateName}_spare_`
}

async function databasesLike(sql: postgres.Sql, pattern: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select datname as name from pg_database where datname like ${pattern}`
  return rows.map(({ name }) => name)
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
}

export function connectAdmin(adminUrl: string): postgres.Sql {
  return postgres(adminUrl, { max: 1, onnotice: () => undefined })
}

async function administer(adminUrl: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = connectAdmin(adminUrl)
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
