// Guards: "answered" means "on the disk". A PostgreSQL that may lose commits is refused at boot,
// whoever configured it (see docs/adr/0009).
import type { Sql } from 'postgres'

const REQUIRED_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** Throws, naming the setting and its value, when this PostgreSQL could lose a committed transaction. */
export async function assertDurable(sql: Sql): Promise<void> {
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name in ${sql(REQUIRED_SETTINGS)} order by name
  `
  const values = new Map(rows.map((row) => [row.name, row.setting]))
  const unsafe = REQUIRED_SETTINGS.filter((name) => (values.get(name) ?? 'off') === 'off')
  if (unsafe.length === 0) return
  const found = unsafe.map((name) => `${name} = ${values.get(name) ?? 'unknown'}`).join(', ')
  throw new Error(`this PostgreSQL may lose committed orders: ${found}; switch on ${unsafe.join(', ')}`)
}
