// One schema and one LOGIN role per merchant. The role reads and writes its own rows and nothing else:
// it owns no table, so it cannot drop one, and what is append-only it can only append to.

import type { Database, Transaction } from '../database/connect.ts'
import { CONTROL_SCHEMA, migrateMerchant } from '../database/migrate.ts'

const APPEND_ONLY = [
  'order_events',
  'raw_pages',
  'stock_movements',
  'batches',
  'shipments',
  'refunds',
  'quarantine_actions',
] as const
/** Queues and lists whose rows go when their work is done, or their time is over. */
const EMPTIED = [
  'follow_ups',
  'order_fetches',
  'channel_messages',
  'listing_components',
  'import_chunks',
  'import_results',
  'idempotency_keys',
  'saved_views',
] as const
const PARTITIONED = ['order_events', 'raw_pages'] as const
/** This month and the two after it: a schedule that sleeps for weeks still finds its partition. */
const MONTHS_AHEAD = 3

export function schemaOf(code: string): string {
  return `merchant_${code}`
}

/** Roles are shared by all databases of a server, so the database's own name is part of theirs. */
export async function roleOf(admin: Database, code: string): Promise<string> {
  const [row] = await admin<{ name: string }[]>`select current_database() as name`
  return `tidegate_${row?.name ?? ''}_${code}`.slice(0, 63)
}

/** Creates or brings up to date the merchant's schema, role and partitions. Returns the migrations it applied. */
export async function prepareMerchant(
  admin: Database,
  code: string,
  role: { name: string; password: string },
): Promise<string[]> {
  const schema = schemaOf(code)
  return migrateMerchant(admin, schema, async (tx) => {
    await createRole(tx, role)
    await grant(tx, schema, role.name)
    await addPartitions(tx)
  })
}

async function createRole(tx: Transaction, role: { name: string; password: string }): Promise<void> {
  const [known] = await tx`select 1 as one from pg_roles where rolname = ${role.name}`
  // Only a superuser may name the attributes of a role that exists, so they are given once, at its birth.
  const verb = known === undefined ? 'create' : 'alter'
  const attributes = known === undefined ? 'login nosuperuser nocreatedb nocreaterole noinherit' : 'login'
  // A password is a literal in DDL and cannot be a parameter; ours is base64url, which needs no escaping.
  await tx.unsafe(`${verb} role "${role.name}" ${attributes} password '${role.password}'`)
}

async function grant(tx: Transaction, schema: string, role: string): Promise<void> {
  await tx`revoke all on schema ${tx(schema)} from public`
  await tx`grant usage on schema ${tx(schema)} to ${tx(role)}`
  await tx`grant select, insert, update on all tables in schema ${tx(schema)} to ${tx(role)}`
  await tx`grant usage on all sequences in schema ${tx(schema)} to ${tx(role)}`
  for (const table of EMPTIED) {
    // eslint-disable-next-line no-await-in-loop -- a few statements at start-up
    await tx`grant delete on ${tx(schema)}.${tx(table)} to ${tx(role)}`
  }
  for (const table of APPEND_ONLY) {
    // eslint-disable-next-line no-await-in-loop -- a handful of statements at start-up
    await tx`revoke update on ${tx(schema)}.${tx(table)} from ${tx(role)}`
  }
  await tx`revoke all on schema ${tx(CONTROL_SCHEMA)} from public`
  // Rows go in through the parents; a partition by its own name would escape their append-only grant.
  const partitions = await tx<{ name: string }[]>`
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = inhrelid
    where child.relnamespace = ${schema}::regnamespace and child.relkind = 'r'`
  for (const partition of partitions) {
    // eslint-disable-next-line no-await-in-loop -- a handful of statements at start-up
    await tx`revoke all on ${tx(schema)}.${tx(partition.name)} from ${tx(role)}`
  }
}

/** Adds the partitions of the coming months; rows that find none go to the `_rest` partition and are not lost. */
export async function addPartitions(tx: Transaction): Promise<void> {
  const months = await tx<{ name: string; start: string; end: string }[]>`
    select to_char(month, 'YYYYMM') as name, month::text as start, (month + interval '1 month')::text as end
    from generate_series(date_trunc('month', now()), date_trunc('month', now()) + make_interval(months => ${MONTHS_AHEAD - 1}), interval '1 month') as month`
  for (const table of PARTITIONED) {
    for (const month of months) {
      // eslint-disable-next-line no-await-in-loop -- a handful of statements at start-up
      await tx.unsafe(
        `create table if not exists ${table}_${month.name} partition of ${table} for values from ('${month.start}') to ('${month.end}')`,
      )
    }
  }
}
