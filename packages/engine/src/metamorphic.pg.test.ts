// What must not matter does not: the same day told in other ways ends in the same state hash.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../tools/test-engine.ts'
import type { TestEngine } from '../../../tools/test-engine.ts'
import { order, receive } from '../../../tools/test-world.ts'
import type { Command } from '@tidegate/domain'
import { stateHash } from './audit/state-hash.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import { runIsolated } from './batch/isolate-poison.ts'
import { sealCommand } from './batch/seal-command.ts'
import type { OpenGate } from './merchant/open-merchant.ts'
import { busyDay, snapshotsOnly } from './testing/busy-day.ts'
import { drawFrom, shuffled } from './testing/draw.ts'
import './testing/test-plant.ts'

const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)
const ORDERS = 60
const day = busyDay(SEED, ORDERS)
const draw = drawFrom(SEED)
const inOrder = day.stories.flat()

type Telling = (world: TestEngine) => Promise<unknown>

/** In this order and in batches of this size, whatever the door would have made of them. */
async function inBatches({ context }: OpenGate, commands: readonly Command[], size: number): Promise<void> {
  const entries = commands.map((command) => {
    const raw = command.kind === 'record_order' ? Buffer.from(JSON.stringify(command.snapshot)) : undefined
    return { command: sealCommand(context.vault, command), raw }
  })
  for (let start = 0; start < entries.length; start += size) {
    await runIsolated(context, entries.slice(start, start + size))
  }
}

/** Each story in order, all stories side by side. */
function sideBySide(
  gates: readonly OpenGate[],
  stories: readonly (readonly Command[])[],
  copies = 1,
): Promise<unknown> {
  return Promise.all(
    stories.map(async (story, index) => {
      const gate = gates[index % gates.length] as OpenGate
      for (const command of story) await Promise.all(Array.from({ length: copies }, () => gate.submit(command)))
    }),
  )
}

async function endOf(telling: Telling): Promise<string> {
  await using world = await openTestEngine()
  await inBatches(world.gate, day.stock, 600)
  await telling(world)
  while ((await world.gate.runDueWork()) > 0);
  const report = await verify(world.gate.database)
  expect(isSound(report), formatReport(report)).toBe(true)
  return report.stateHash
}

/** Stories mixed at random; the commands of one story keep their order. */
function mixed(stories: readonly (readonly Command[])[]): Command[] {
  const left = stories.map((story) => [...story])
  const turns = shuffled(
    draw,
    left.flatMap((story, index) => story.map(() => index)),
  )
  return turns.flatMap((index) => left[index]?.shift() ?? [])
}

const plain = endOf(({ gate }) => inBatches(gate, inOrder, 600))

const TELLINGS: Record<string, Telling> = {
  'every message twice': ({ gate }) =>
    inBatches(
      gate,
      inOrder.flatMap((command) => [command, command]),
      7,
    ),
  'the whole day twice': ({ gate }) => inBatches(gate, [...inOrder, ...inOrder], 600),
  'batches of 1': ({ gate }) => inBatches(gate, inOrder, 1),
  'batches of 7': ({ gate }) => inBatches(gate, inOrder, 7),
  'independent orders in another order': ({ gate }) => inBatches(gate, mixed(day.stories), 7),
  'fifty copies of each message at once': ({ gate }) => sideBySide([gate], day.stories, 50),
  'through the door, side by side': ({ gate }) => sideBySide([gate], day.stories),
  'poison in between': ({ gate }) =>
    inBatches(
      gate,
      inOrder.flatMap((command, index) => (index % 9 === 0 ? [poison(index), command] : [command])),
      600,
    ),
  'two workers on one merchant': async ({ engine, gate }) => {
    const other = await engine.merchants.open('test')
    await sideBySide([gate, other], shuffled(draw, day.stories))
    await other.close()
  },
  'two workers, each telling everything': async ({ engine, gate }) => {
    const other = await engine.merchants.open('test')
    await Promise.all([sideBySide([gate], day.stories), sideBySide([other], shuffled(draw, day.stories))])
    await other.close()
  },
}

function poison(index: number): Command {
  const command = order({ id: `poison-${index}` })
  command.snapshot.currency = 'C\u0000Y'
  return command
}

test.each(Object.entries(TELLINGS))(`%s: the state is the same, seed ${SEED}`, async (_, telling) => {
  expect(await endOf(telling)).toBe(await plain)
})

test(`snapshots of one order in any order: the state is the same, seed ${SEED}`, async () => {
  const snapshots = snapshotsOnly(day)
  const inTheirOrder = await endOf(({ gate }) => inBatches(gate, snapshots.flat(), 600))
  const backwards = await endOf(({ gate }) =>
    inBatches(
      gate,
      snapshots.flatMap((story) => story.toReversed()),
      600,
    ),
  )
  const anyhow = await endOf(({ gate }) => inBatches(gate, shuffled(draw, snapshots.flat()), 7))
  expect([backwards, anyhow]).toEqual([inTheirOrder, inTheirOrder])
})

test(`scarce stock: the size of batches decides nothing, seed ${SEED}`, async () => {
  const scarce = shuffled(draw, inOrder)
  const hashes = []
  for (const size of [1, 7, 600]) {
    await using world = await openTestEngine()
    await inBatches(
      world.gate,
      ['A', 'B', 'C'].map((sku) => receive(sku, 'HD', ORDERS / 4)),
      600,
    )
    await inBatches(world.gate, scarce, size)
    hashes.push(await stateHash(world.gate.database))
  }
  expect(new Set(hashes).size).toBe(1)
})
