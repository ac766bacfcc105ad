// By which mapping a file is read, in this order: the one asked for, a report we know, the one saved for the source
// where its columns are there, a guess.

import { builtInMapping, guessColumns, guessMode, missingFields } from '@tidegate/connectors'
import type { Table } from '@tidegate/connectors'
import type { ImportField, ImportMapping, ImportMode } from '@tidegate/domain'
import type { Imports } from '@tidegate/engine'
import { ImportFault } from './open-import.ts'

export interface ChosenMapping {
  name: string
  mapping: ImportMapping
  origin: 'asked' | 'built_in' | 'saved' | 'guessed'
  /** What such a file must tell and this mapping has no column for. */
  missing: ImportField[]
}

export interface MappingWish {
  /** A saved mapping by name. */
  mapping: string | null
  /** Names the mapping that is saved for it. */
  source: string | null
  mode: ImportMode | null
  /** A person's own columns. */
  columns?: ImportMapping['columns'] | null
}

const GUESSED = 'guessed'

export async function chooseMapping(
  imports: Pick<Imports, 'mapping'>,
  { columns }: Pick<Table, 'columns'>,
  wish: MappingWish,
): Promise<ChosenMapping> {
  const found = await find(imports, columns, wish)
  const mapping = wish.mode === null ? found.mapping : { ...found.mapping, mode: wish.mode }
  return { ...found, mapping, missing: missingFields(mapping) }
}

async function find(
  imports: Pick<Imports, 'mapping'>,
  columns: readonly string[],
  { mapping: asked, source, columns: own = null }: MappingWish,
): Promise<Omit<ChosenMapping, 'missing'>> {
  if (asked !== null) {
    const saved = await imports.mapping(asked)
    if (saved !== null) return { name: asked, mapping: saved.mapping, origin: 'asked' }
    throw new ImportFault('mapping_unknown', `there is no mapping "${asked}"`)
  }
  if (own !== null) return { name: source ?? GUESSED, mapping: { columns: own, mode: guessMode(own) }, origin: 'asked' }
  const known = builtInMapping(columns)
  if (known !== null) return { ...known, origin: 'built_in' }
  const saved = source === null ? null : await imports.mapping(source)
  if (saved !== null && Object.values(saved.mapping.columns).every((column) => columns.includes(column))) {
    return { name: saved.name, mapping: saved.mapping, origin: 'saved' }
  }
  const guessed = guessColumns(columns)
  return { name: source ?? GUESSED, mapping: { columns: guessed, mode: guessMode(guessed) }, origin: 'guessed' }
}
