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
  /** Ends every connection to the database and removes it. `await using` does the same. */
  drop(): Promise<void>
}

/** A fresh database with every migration applied, for one test. Only in *.pg.test.ts and *.e2e.ts. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await createDatabase(adminUrl, name, inject('templateName'))
  const drop = () => dropDatabase(adminUrl, name)
  return { url: databaseUrl(adminUrl, name), name, drop, [Symbol.asyncDispose]: drop }
}

/** The same server, another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function createDatabase(adminUrl: string, name: string, template = 'template0'): Promise<void> {
  await administer(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
}

async function administer(adminUrl: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
