// The glossary's closed lists are those of the code, the database and the console: a word that is added or
// renamed in one of them is a failing test until it is the same in all.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zhCN } from '../packages/console/src/i18n/zh-cn.ts'
import {
  ALLOCATION_ENDS,
  BAD_ROW_POLICIES,
  CHANNEL_CODES,
  CHANNELS,
  EVENT_KINDS,
  FULFILLMENT_STATES,
  HOLD_KINDS,
  IMPORT_MODES,
  IMPORT_STATES,
  LEG_KINDS,
  LINE_ORIGINS,
  MOVEMENT_KINDS,
  ORDER_STAGES,
  PAYMENT_STATES,
  PLATFORM_STATES,
  REPEATED_LINE_POLICIES,
  RESERVATION_ENDS,
  ROW_OUTCOMES,
} from '../packages/domain/src/index.ts'

const ROOT = join(import.meta.dirname, '..')
const glossary = readFileSync(join(ROOT, 'docs', 'GLOSSARY.md'), 'utf8')
const migrations = readMigrations()

interface List {
  heading: string
  words: readonly string[]
  /** The check that holds the column to the same words; null where no column holds them. */
  constraint: string | null
  /** The console's word for each; null where it shows none. */
  chinese: Readonly<Record<string, string>> | null
}

const LISTS: List[] = [
  { heading: 'Hold kinds', words: HOLD_KINDS, constraint: 'holds_kind_known', chinese: zhCN.hold },
  {
    heading: 'Fulfillment states',
    words: FULFILLMENT_STATES,
    constraint: 'fulfillment_orders_state_known',
    chinese: zhCN.fulfillmentState,
  },
  { heading: 'Event kinds', words: EVENT_KINDS, constraint: null, chinese: zhCN.event },
  { heading: 'Payment states', words: PAYMENT_STATES, constraint: 'orders_payment_known', chinese: zhCN.payment },
  { heading: 'Order stages', words: ORDER_STAGES, constraint: 'orders_stage_known', chinese: zhCN.stage },
  {
    heading: 'Movement kinds',
    words: MOVEMENT_KINDS,
    constraint: 'stock_movements_kind_known',
    chinese: zhCN.movement,
  },
  { heading: 'Reservation ends', words: RESERVATION_ENDS, constraint: 'reservations_end_known', chinese: null },
  { heading: 'Allocation ends', words: ALLOCATION_ENDS, constraint: 'allocations_end_known', chinese: null },
  {
    heading: 'Platform states',
    words: PLATFORM_STATES,
    constraint: 'orders_platform_state_known',
    chinese: zhCN.platformState,
  },
  { heading: 'Leg kinds', words: LEG_KINDS, constraint: 'payment_legs_leg_known', chinese: zhCN.leg },
  { heading: 'Line origins', words: LINE_ORIGINS, constraint: 'order_lines_origin_known', chinese: null },
  { heading: 'Import modes', words: IMPORT_MODES, constraint: null, chinese: null },
  { heading: 'Bad row policies', words: BAD_ROW_POLICIES, constraint: null, chinese: null },
  { heading: 'Repeated line policies', words: REPEATED_LINE_POLICIES, constraint: null, chinese: null },
  { heading: 'Import states', words: IMPORT_STATES, constraint: 'imports_state_known', chinese: null },
  { heading: 'Row outcomes', words: ROW_OUTCOMES, constraint: 'import_results_outcome_known', chinese: null },
  { heading: 'Channels', words: CHANNELS, constraint: null, chinese: zhCN.channel },
]

test.each(LISTS)('$heading: the glossary has the words of the code, in its order', ({ heading, words }) => {
  expect(rowsUnder(heading).map((row) => row.word)).toEqual(words)
})

const CHECKED = LISTS.flatMap(({ constraint, words }) => (constraint === null ? [] : [{ constraint, words }]))
test.each(CHECKED)('$constraint lets in the words of the code', ({ constraint, words }) => {
  expect(wordsOfCheck(constraint).toSorted()).toEqual(words.toSorted())
})

const SAID = LISTS.flatMap(({ heading, chinese }) => (chinese === null ? [] : [{ heading, chinese }]))
test.each(SAID)('$heading: the console says the same in Chinese', ({ heading, chinese }) => {
  for (const row of rowsUnder(heading)) expect(row.chinese, row.word).toBe(chinese[row.word])
})

test('every channel is listed with the letters of its order numbers', () => {
  for (const { word, meaning } of rowsUnder('Channels')) expect(meaning).toContain(`\`${CHANNEL_CODES[word as 'jd']}\``)
})

test('no list of the glossary is left unchecked, and no noun comes twice', () => {
  const headings = [...glossary.matchAll(/^### (.+)$/gm)].map((match) => match[1])
  expect(headings).toEqual(LISTS.map((list) => list.heading))
  const nouns = tableRows(section(glossary, '## Nouns')).map(([noun]) => noun)
  expect(nouns.length).toBeGreaterThan(40)
  expect(new Set(nouns).size).toBe(nouns.length)
})

function rowsUnder(heading: string): { word: string; meaning: string; chinese: string }[] {
  return tableRows(section(glossary, `### ${heading}`)).map(([word = '', meaning = '', chinese = '']) => {
    return { word: word.replaceAll('`', ''), meaning, chinese }
  })
}

/** From the heading to the next one. */
function section(text: string, heading: string): string {
  const from = text.indexOf(`\n${heading}\n`)
  if (from < 0) throw new Error(`docs/GLOSSARY.md has no "${heading}"`)
  const rest = text.slice(from + heading.length + 2)
  const end = rest.search(/^#/m)
  return end < 0 ? rest : rest.slice(0, end)
}

/** The cells of a Markdown table, without its head. */
function tableRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

function readMigrations(): string {
  const folder = join(ROOT, 'packages', 'engine', 'migrations', 'merchant')
  const files = readdirSync(folder).toSorted()
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
}

/** The words a check allows: as the newest migration that states it has them. */
function wordsOfCheck(constraint: string): string[] {
  const stated = [...migrations.matchAll(new RegExp(`constraint ${constraint}\\s+check \\(\\w+ in \\(([^)]*)\\)`, 'g'))]
  const list = stated.at(-1)?.[1] ?? ''
  return [...list.matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '')
}
