// Runs a stock script: lines of commands with the outcome they must have, and of expectations. The
// answer is the same script with what really happened, so a failing test shows a plain diff.
//
//   stock A HD onHand=10 safety=2
//   order 1 paid A=2 -> recorded
//   expect pool A reserved=0 allocated=2

import type { SealedCommand } from '../batch/command.ts'
import { must } from '../kernel/assert.ts'
import { timeOf, toCommand } from './script-commands.ts'
import { factsOf } from './script-facts.ts'
import { addSku, newWorld, putStock, runCommands } from './script-world.ts'
import type { ScriptWorld } from './script-world.ts'

/** `each`: every command is a batch. `joined`: the commands between two other lines are one. */
export type Batching = 'each' | 'joined'

interface Run {
  world: ScriptWorld
  answers: string[]
  waiting: { line: string; command: SealedCommand }[]
}

export function normalize(script: string): string {
  const lines = script.split('\n').map((line) => line.replace(/#.*$/, '').trim().replaceAll(/\s+/g, ' '))
  return lines.filter((line) => line !== '').join('\n')
}

/** Command by command, then with commands joined into batches; where the two differ, both are shown. */
export function followScript(script: string): string {
  const [alone, joined] = [runStockScript(script, 'each'), runStockScript(script, 'joined')]
  return alone === joined ? alone : `${alone}\n\njoined into batches:\n${joined}`
}

export function runStockScript(script: string, batching: Batching): string {
  const run: Run = { world: newWorld(), answers: [], waiting: [] }
  for (const line of normalize(script).split('\n')) {
    const [asked = ''] = line.split(' -> ')
    if (!line.includes(' -> ')) {
      flush(run)
      run.answers.push(arrange(run.world, asked))
      continue
    }
    // A shipment names work that an earlier command of the script opened.
    if (batching === 'each' || asked.startsWith('ship')) flush(run)
    run.waiting.push({ line: asked, command: toCommand(run.world, asked.split(' ')) })
  }
  flush(run)
  return run.answers.join('\n')
}

function flush(run: Run): void {
  const batch = run.waiting.splice(0)
  const outcomes = runCommands(
    run.world,
    batch.map((each) => each.command),
  )
  batch.forEach(({ line }, index) =>
    run.answers.push(`${line} -> ${outcomeText(must(outcomes[index], 'one outcome each'))}`),
  )
}

function outcomeText({ outcome, ...rest }: { outcome: string; number?: string }): string {
  const details = Object.entries(rest).filter(([name]) => name !== 'number')
  return [outcome, ...details.map(([name, value]) => `${name}=${value}`)].join(' ')
}

/** Sets the scene, or answers an `expect` line with the values its fields really have. */
function arrange(world: ScriptWorld, line: string): string {
  const [verb = '', first = '', second = '', ...rest] = line.split(' ')
  if (verb === 'expect') return expectation(world, line)
  if (verb === 'now') world.snapshot.now = timeOf(first)
  else if (verb === 'sku') addSku(world, first)
  else if (verb === 'lease')
    world.snapshot.cursors.set(`taobao/${first}/orders`, { position: timeOf(second), epoch: Number(rest[0]) })
  else if (verb === 'stock') stock(world, [first, second], rest)
  else throw new Error(`a script knows no "${verb}", or the line lacks its "-> outcome"`)
  return line
}

function stock(world: ScriptWorld, [sku, location]: [string, string], words: readonly string[]): void {
  const quantities = Object.fromEntries(words.map((word) => [word.split('=')[0], Number(word.split('=')[1])]))
  const skuId = must(world.skus.get(sku), `SKU ${sku} is in the catalogue`)
  const locationId = must(world.locations.get(location), `location ${location} is in the catalogue`).id
  const empty = { onHand: 0, unavailable: 0, safety: 0, allocated: 0, short: 0, version: 0, change: 'none' } as const
  putStock(world, { ...empty, skuId, locationId, ...quantities })
}

function expectation(world: ScriptWorld, line: string): string {
  const words = line.split(' ')
  const fields = words.filter((word) => word.includes('='))
  const facts = factsOf(
    world,
    words.filter((word) => !word.includes('=')),
  )
  const named = fields.map((field) => field.split('=')[0] ?? '')
  return [...words.filter((word) => !word.includes('=')), ...named.map((name) => `${name}=${facts[name] ?? 0}`)].join(
    ' ',
  )
}
