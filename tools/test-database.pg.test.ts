import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createTestDatabase } from './test-database.ts'

test('each test database is a clone of its own', async () => {
  await using first = await createTestDatabase()
  await using second = await createTestDatabase()
  const sql = postgres(first.url, { max: 1 })
  await sql`create table seen_by_first (id int)`
  await sql.end()
  const other = postgres(second.url, { max: 1 })
  const [row] = await other`select to_regclass('seen_by_first') as found`
  await other.end()
  expect(row).toEqual({ found: null })
})
