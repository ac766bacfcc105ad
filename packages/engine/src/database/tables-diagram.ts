// The picture of the tables in docs/ARCHITECTURE.md, drawn from the migrations so that the two cannot
// differ. Run this file to redraw it; a test holds it current.

import { readdir, readFile, writeFile } from 'node:fs/promises'

export const DOCUMENT = new URL('../../../../docs/ARCHITECTURE.md', import.meta.url)
const MIGRATIONS = new URL('../../migrations/', import.meta.url)

type Schema = 'merchant' | 'control'

interface Column {
  name: string
  type: string
  isKey: boolean
  isUnique: boolean
  references: string | null
}

interface Table {
  name: string
  columns: Column[]
}

/** `child` carries the whole key of `parent` in these columns; most of it without a foreign key (docs/adr/0002). */
interface Reference {
  parent: string
  child: string
  columns: string[]
  isForeignKey: boolean
}

/** Their keys are another table's columns: rows beside those, not what they point to. */
const NEVER_REFERRED_TO = new Set(['shop_access', 'order_fetches'])
/** Every table names its batch, and lines to it would hide the rest. */
const NOT_DRAWN = new Set(['batches'])
/** Says what a row is; two tables that both have one do not refer to each other. */
const NOT_REFERRING = 'kind'

/** The Mermaid text of one schema's tables. */
export async function drawTables(schema: Schema): Promise<string> {
  const tables = readTables(await readMigrations(schema))
  const references = tables.flatMap((child) => referencesOf(child, tables))
  const blocks = tables.map((table) => drawTable(table, references))
  return ['erDiagram', ...blocks, ...references.map(drawReference)].join('\n')
}

/** The document with its pictures redrawn; each stands between two comments that name its schema. */
export async function redraw(document: string): Promise<string> {
  let redrawn = document
  for (const schema of ['merchant', 'control'] as const) {
    const [start, end] = [`<!-- tables of ${schema} -->`, '<!-- end of tables -->']
    const from = redrawn.indexOf(start)
    const to = redrawn.indexOf(end, from)
    if (from < 0 || to < 0) throw new Error(`docs/ARCHITECTURE.md has no "${start}" … "${end}"`)
    // eslint-disable-next-line no-await-in-loop -- two pictures, one after the other into one text
    const picture = `\`\`\`mermaid\n${await drawTables(schema)}\n\`\`\``
    redrawn = `${redrawn.slice(0, from)}${start}\n\n${picture}\n\n${redrawn.slice(to)}`
  }
  return redrawn
}

async function readMigrations(schema: Schema): Promise<string> {
  const folder = new URL(`${schema}/`, MIGRATIONS)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  return (await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))).join('\n')
}

export function readTables(sql: string): Table[] {
  const statements = sql
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
  const tables = new Map<string, Table>()
  for (const statement of statements.filter((each) => each !== '')) readStatement(statement, tables)
  return [...tables.values()]
}

/** What changes rows, or how they are found, changes no picture. */
const NO_TABLE = /^create (unique )?index |^create sequence |^create table \w+ partition of |^update /

function readStatement(statement: string, tables: Map<string, Table>): void {
  if (NO_TABLE.test(statement)) return
  const [, verb, name = ''] = /^(create|alter) table (\w+)\s/.exec(statement) ?? []
  const known = tables.get(name)
  if (verb === 'create') {
    tables.set(name, readTable(name, splitTopLevel(statement.slice(statement.indexOf('(') + 1))))
  } else if (verb === 'alter' && known !== undefined) {
    known.columns.push(...readAdditions(splitTopLevel(statement.slice(`alter table ${name}`.length))))
  } else throw new Error(`the picture of the tables cannot read: ${statement.slice(0, 80)}`)
}

function readAdditions(parts: readonly string[]): Column[] {
  return parts.flatMap((part) => {
    if (part.startsWith('add column ')) return [readColumn(part.slice('add column '.length))]
    if (/^(add|drop) constraint |^alter column /.test(part)) return []
    throw new Error(`the picture of the tables cannot read: ${part.slice(0, 80)}`)
  })
}

/** The comma-separated parts up to the parenthesis that closes the table. */
function splitTopLevel(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === ')') depth -= 1
    if (depth < 0) break
    if (character === '(') depth += 1
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.map((part) => part.trim())
}

function readTable(name: string, parts: readonly string[]): Table {
  const isConstraint = (part: string): boolean => /^(constraint|primary key|unique|check)\b/.test(part)
  const columns = parts.filter((part) => !isConstraint(part)).map(readColumn)
  for (const part of parts.filter(isConstraint)) {
    const [, kind, list = ''] = /\b(primary key|unique) \(([^)]*)\)/.exec(part) ?? []
    const named = new Set(list.split(',').map((column) => column.trim()))
    for (const column of columns) {
      if (kind === 'primary key' && named.has(column.name)) column.isKey = true
      if (kind === 'unique' && named.has(column.name)) column.isUnique = true
    }
  }
  return { name, columns }
}

function readColumn(part: string): Column {
  const [name = '', type = ''] = part.split(/\s+/)
  return {
    name,
    type,
    isKey: /\bprimary key\b/.test(part),
    isUnique: /\bunique\b/.test(part),
    references: /\breferences (\w+)/.exec(part)?.[1] ?? null,
  }
}

/** Of references whose columns another one's contain, the longer one tells both. */
function referencesOf(child: Table, tables: readonly Table[]): Reference[] {
  const own = new Map(child.columns.map((column) => [column.name, column]))
  const all = tables.flatMap((parent): Reference[] => {
    if (parent === child || NOT_DRAWN.has(parent.name) || NEVER_REFERRED_TO.has(parent.name)) return []
    const columns = keyAsCarried(parent)
    if (columns.includes(NOT_REFERRING) || !columns.every((column) => own.has(column))) return []
    // Two tables with one and the same key stand side by side.
    if (columns.join() === child.columns.flatMap(({ name, isKey }) => (isKey ? [name] : [])).join()) return []
    const isForeignKey = columns.some((column) => own.get(column)?.references === parent.name)
    return [{ parent: parent.name, child: child.name, columns, isForeignKey }]
  })
  return all.filter((each) => !all.some((other) => isWider(other, each) || isDeclared(other, each)))
}

/** A declared foreign key says what its columns mean; another table with that key only shares it. */
function isDeclared(other: Reference, each: Reference): boolean {
  return other.isForeignKey && !each.isForeignKey && other.columns.join() === each.columns.join()
}

function isWider(other: Reference, each: Reference): boolean {
  return other.columns.length > each.columns.length && each.columns.every((column) => other.columns.includes(column))
}

/** The names a table's key has where another table carries it: `orders.id` is `order_id`. */
function keyAsCarried({ name, columns }: Table): string[] {
  const singular = name.replace(/s$/, '')
  const carried: Record<string, string> = { id: `${singular}_id`, version: `${versioned(name)}_version` }
  return columns.filter((column) => column.isKey).map((column) => carried[column.name] ?? column.name)
}

function versioned(name: string): string {
  return name === 'settings' ? name : name.replace(/s$/, '')
}

function drawTable({ name, columns }: Table, references: readonly Reference[]): string {
  const referring = new Set(references.filter(({ child }) => child === name).flatMap((each) => each.columns))
  const lines = columns.flatMap((column) => {
    const marks = [column.isKey && 'PK', referring.has(column.name) && 'FK', column.isUnique && 'UK'].filter(Boolean)
    return marks.length === 0 ? [] : [`    ${column.type} ${column.name} ${marks.join(', ')}`]
  })
  return [`  ${name} {`, ...lines, '  }'].join('\n')
}

function drawReference({ parent, child, columns, isForeignKey }: Reference): string {
  return `  ${parent} ||--o{ ${child} : "${columns.join(', ')}${isForeignKey ? ' (foreign key)' : ''}"`
}

if (import.meta.main) await writeFile(DOCUMENT, await redraw(await readFile(DOCUMENT, 'utf8')))
