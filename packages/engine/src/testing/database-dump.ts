// Everything a database would give to somebody who copies it: each table as text and as raw bytes.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../database/connect.ts'

export interface Dumped {
  place: string
  bytes: Buffer
}

/** Every table of every schema that is not PostgreSQL's own, partitions by their own names, and what sessions last ran. */
export async function dumpDatabase(sql: Database): Promise<Dumped[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
    order by 1`
  const sources = [
    ...tables.map(({ name }) => name),
    '(select query from pg_stat_activity)',
    '(select rolname, rolconfig from pg_roles)',
  ]
  const copies = sources.flatMap((source) => [
    { source, format: 'text' },
    { source, format: 'binary' },
  ])
  const dumped: Dumped[] = []
  for (const { source, format } of copies) {
    // eslint-disable-next-line no-await-in-loop -- one connection copies one table at a time
    const bytes = await copyOut(sql, `copy ${source} to stdout (format ${format})`)
    dumped.push({ place: `${source} (${format})`, bytes })
  }
  return dumped
}

async function copyOut(sql: Database, statement: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await sql.unsafe(statement).readable()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Each file below a folder: tables, indexes and write-ahead log as they lie on the disk. */
export async function readFolder(folder: string): Promise<Dumped[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => ({ place: file.slice(folder.length), bytes: await readFile(file) })))
}
