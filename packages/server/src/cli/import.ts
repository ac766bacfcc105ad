import { basename } from 'node:path'
import { openTable } from '@tidegate/connectors'
import type { Table } from '@tidegate/connectors'
import { shopKeyText } from '@tidegate/domain'
import type { ImportPlan, ShopKey } from '@tidegate/domain'
import { readImport, readImportResults } from '@tidegate/engine'
import type { Engine, ImportResultView, ImportView, OpenGate } from '@tidegate/engine'
import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openFile } from '../import/file-source.ts'
import type { OpenFile } from '../import/file-source.ts'
import { chooseMapping } from '../import/choose-mapping.ts'
import type { ChosenMapping } from '../import/choose-mapping.ts'
import { toFileName } from '../import/file-name.ts'
import { mappingNameOf } from '../import/import-source.ts'
import { makePlan } from '../import/prepare-import.ts'
import { runImport } from '../import/run-import.ts'
import { createLog } from '../log.ts'
import { stopSignal } from '../stop-signal.ts'
import { withEngine } from '../store.ts'

const ACTOR = 'cli'
/** The console and the API show all of them. */
const PROBLEMS_SHOWN = 20

/** 0 where the file is imported to its end, whatever was set aside; 1 else. */
export async function runImportFile(config: Config, { file = '' }: Readonly<Record<string, string>>): Promise<number> {
  return withEngine(config, createLog('error'), async (engine) => {
    await using source = await openFile(file)
    const gate = await engine.merchants.open(await merchantOf(engine, config))
    try {
      return await importInto(gate, { config, source, fileName: toFileName(basename(file)) })
    } finally {
      await gate.close()
    }
  })
}

async function merchantOf({ merchants }: Engine, { merchant }: Config): Promise<string> {
  if (merchant !== null) return merchant
  const all = await merchants.list()
  const [only] = all
  if (only !== undefined && all.length === 1) return only.code
  throw new Error(all.length === 0 ? 'there is no merchant yet' : 'there are several merchants: name one by --merchant')
}

interface Given {
  config: Config
  source: OpenFile
  fileName: string
}

async function importInto(gate: OpenGate, { config, source, fileName }: Given): Promise<number> {
  const { sheet, encoding } = config
  const table = await openTable(source, { sheet, encoding })
  const chosen = await chosenMapping(gate, table, config)
  const shop = config.source ?? { channel: 'import' as const, shop: chosen.name }
  const plan = await planOf(gate, { config, shop, chosen })
  for (const line of planLines(fileName, { plan, table, chosen })) console.log(line)
  const holder = `cli/${process.pid}/${systemClock.now()}`
  const held = await gate.imports.begin({ fileName, plan, actor: ACTOR, holder })
  const signal = stopSignal(() => undefined)
  const end = await runImport({ gate, clock: systemClock, signal, held, plan, fileName, source })
  const view = await readImport(gate.database, held.id)
  const problems = await readImportResults(gate.database, held.id, {
    after: 0,
    limit: PROBLEMS_SHOWN,
    outcomes: ['quarantined', 'refused'],
    withProblem: true,
  })
  for (const line of endLines(view, problems)) console.log(line)
  return end === 'done' ? 0 : 1
}

async function chosenMapping(gate: OpenGate, table: Table, config: Config): Promise<ChosenMapping> {
  const source = config.source === null ? null : mappingNameOf(config.source)
  const chosen = await chooseMapping(gate.imports, table, { mapping: config.mapping, source, mode: config.as })
  const { missing, mapping } = chosen
  if (missing.length === 0) return chosen
  throw new Error(
    `no column of the file is ${missing.join(' or ')}, which ${mapping.mode} needs; its columns are ${table.columns.join(', ')}`,
  )
}

function planOf(
  gate: OpenGate,
  { config, shop, chosen }: { config: Config; shop: ShopKey; chosen: ChosenMapping },
): Promise<ImportPlan> {
  const { badRows, repeatedLines, sheet, encoding } = config
  return makePlan(gate, { shop, chosen, badRows, repeatedLines, sheet, encoding, actor: ACTOR })
}

function planLines(
  fileName: string,
  { plan, table, chosen }: { plan: ImportPlan; table: Table; chosen: ChosenMapping },
): string[] {
  const form = table.kind === 'csv' ? `CSV, ${table.encoding}` : `XLSX, sheet ${table.sheet}`
  const columns = Object.entries(chosen.mapping.columns).map(([field, column]) => `  ${field.padEnd(16)} ${column}`)
  return [
    `${fileName} (${form}) goes to ${shopKeyText(plan.shop)} as ${plan.mode}`,
    `mapping ${plan.mapping.name} version ${plan.mapping.version} (${chosen.origin.replace('_', ' ')}):`,
    ...columns,
  ]
}

function endLines(view: ImportView | null, problems: readonly ImportResultView[]): string[] {
  if (view === null) return []
  const { state, rowsTotal, imported, unchanged, quarantined, refused, failure } = view
  const counts = [`${imported} imported`, `${unchanged} unchanged`, `${quarantined} in quarantine`]
  return [
    `${state}: ${rowsTotal ?? 0} rows, ${[...counts, ...(refused > 0 ? [`${refused} refused`] : [])].join(', ')}`,
    ...(failure === null ? [] : [failure]),
    ...problems.map(problemLine),
  ]
}

function problemLine({ firstRow, field, code, expected, found }: ImportResultView): string {
  return `  row ${firstRow} ${field} ${code}${expected === '' ? '' : `: expected ${expected}`}${found === '' ? '' : `, found ${found}`}`
}
