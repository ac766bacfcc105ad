// Mappings by name, versioned and never changed: a row in quarantine says by which version it was read.

import type { ImportMapping } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { Imports, Mapping } from './import-store.ts'

type MappingStore = Pick<Imports, 'saveMapping' | 'mapping' | 'mappings'>

interface MappingRow {
  name: string
  version: number
  content: ImportMapping
}

/** A merchant has a mapping or two for each source; a list beyond this is nobody's to read. */
const MAPPINGS_MAX = 500

export function mappingsOf(sql: Database): MappingStore {
  return {
    async saveMapping({ name, content, actor }) {
      const text = JSON.stringify(content)
      const [row] = await sql<{ version: number }[]>`
        with newest as (
          select version, content from import_mappings where name = ${name} order by version desc limit 1
        ), added as (
          insert into import_mappings (name, version, content, created_by)
          select ${name}, coalesce((select version from newest), 0) + 1, ${text}::text::jsonb, ${actor}
          where not exists (select 1 from newest where content = ${text}::text::jsonb)
          returning version
        )
        select coalesce((select version from added), (select version from newest)) as version`
      if (row === undefined) throw new Error('the mapping was not stored')
      return { name, version: row.version }
    },
    async mapping(name, version) {
      const [row] = await sql<MappingRow[]>`
        select name, version, content from import_mappings
        where name = ${name} and (${version ?? null}::int4 is null or version = ${version ?? null})
        order by version desc limit 1`
      return row === undefined ? null : toMapping(row)
    },
    async mappings() {
      const rows = await sql<MappingRow[]>`
        select distinct on (name) name, version, content from import_mappings
        order by name, version desc limit ${MAPPINGS_MAX}`
      return rows.map(toMapping)
    },
  }
}

function toMapping({ name, version, content }: MappingRow): Mapping {
  return { name, version, mapping: content }
}
