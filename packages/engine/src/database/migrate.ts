// Forward-only migrations, each file once and whole, in name order. The control schema counts for
// itself and for every merchant, under an advisory lock so that two starting programs queue.

import { readdir, readFile } from 'node:fs/promises'
import type { Database, Transaction } from './connect.ts'

/** Any fixed number; it only has to be ours. */
const MIGRATION_LOCK = 7_283_114

export const CONTROL_SCHEMA = 'tidegate'

export async function migrateControl(admin: Database): Promise<string[]> {
  return admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    await tx`create schema if not exists ${tx(CONTROL_SCHEMA)}`
    await tx`create table if not exists ${tx(CONTROL_SCHEMA)}.migrations (
      schema_name text not null, file text not null, applied_at timestamptz not null default now(),
      primary key (schema_name, file))`
    return applyMissing(tx, 'control', CONTROL_SCHEMA)
  })
}

/** Brings one merchant's schema up to date; `after` runs in the same transaction (grants, partitions). */
export async function migrateMerchant(
  admin: Database,
  schema: string,
  after: (tx: Transaction) => Promise<void>,
): Promise<string[]> {
  return admin.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    await tx`create schema if not exists ${tx(schema)}`
    const applied = await applyMissing(tx, 'merchant', schema)
    await after(tx)
    return applied
  })
}

async function applyMissing(tx: Transaction, folder: 'control' | 'merchant', schema: string): Promise<string[]> {
  const directory = new URL(`../../migrations/${folder}/`, import.meta.url)
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).toSorted()
  const known = await tx<{ file: string }[]>`
    select file from ${tx(CONTROL_SCHEMA)}.migrations where schema_name = ${schema}`
  const done = new Set(known.map((row) => row.file))
  await tx`select set_config('search_path', ${schema}, true)`
  const missing = files.filter((file) => !done.has(file))
  for (const file of missing) {
    // Migrations build on one another, so they run one by one.
    // eslint-disable-next-line no-await-in-loop
    await tx.unsafe(await readFile(new URL(file, directory), 'utf8'))
    // eslint-disable-next-line no-await-in-loop
    await tx`insert into ${tx(CONTROL_SCHEMA)}.migrations (schema_name, file) values (${schema}, ${file})`
  }
  return missing
}
