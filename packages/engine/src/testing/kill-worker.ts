// Child process of the kill test: opens the merchant as the server does and takes commands through the
// real door, telling its parent what has begun and what was answered. It expects to be killed.

import { setTimeout as sleep } from 'node:timers/promises'
import { isWeather } from '../batch/weather.ts'
import { openEngine } from '../index.ts'
import type { Engine, OpenGate } from '../index.ts'
import type { FromWorker, SentCommand, ToWorker } from './messages.ts'

const DUE_WORK_EVERY_MS = 250
const OPEN_RETRY_MS = 50
const WORK_LISTED_MAX = 300

interface Opened {
  engine: Engine
  gate: OpenGate
}

let opened: Opened | null = null
let isFinishing = false

// Without its parent nobody would end it.
process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToWorker) => void handle(message))

function tell(message: FromWorker): void {
  process.send?.(message)
}

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'open') {
    opened = await openPatiently(message)
    void repeatDueWork(opened.gate)
    tell({ kind: 'ready' })
    return
  }
  if (opened === null) throw new Error(`${message.kind} came before the merchant was open`)
  if (message.kind === 'commands') takeIn(opened.gate, message.commands)
  else if (message.kind === 'list_work') await listWork(opened.gate, message.except)
  else await finish(opened)
}

/** The database may be in the middle of a recovery, which a program that starts must wait out. */
async function openPatiently(options: ToWorker & { kind: 'open' }): Promise<Opened> {
  for (;;) {
    try {
      // eslint-disable-next-line no-await-in-loop -- one attempt after the other
      return await open(options)
    } catch (error) {
      if (!isWeather(error)) throw error
      // eslint-disable-next-line no-await-in-loop
      await sleep(OPEN_RETRY_MS)
    }
  }
}

async function open({ url, masterKeyFile, merchant }: ToWorker & { kind: 'open' }): Promise<Opened> {
  const engine = await openEngine({ url, masterKeyFile, codeVersion: 'kill-test', log: () => undefined })
  try {
    return { engine, gate: await engine.merchants.open(merchant) }
  } catch (error) {
    await engine.close()
    throw error
  }
}

function takeIn(gate: OpenGate, commands: readonly SentCommand[]): void {
  for (const { id, command } of commands) void submit(gate, { id, command })
  tell({ kind: 'begun', ids: commands.map(({ id }) => id) })
}

async function submit(gate: OpenGate, { id, command }: SentCommand): Promise<void> {
  try {
    tell({ kind: 'ok', id, outcome: await gate.submit(command) })
  } catch (error) {
    tell({ kind: 'unknown', id, reason: String(error) })
  }
}

async function repeatDueWork(gate: OpenGate): Promise<void> {
  while (!isFinishing) {
    // A round that fails is made up for by the next one.
    // eslint-disable-next-line no-await-in-loop -- the worker's own pace
    await gate.runDueWork().catch(() => undefined)
    // eslint-disable-next-line no-await-in-loop
    await sleep(DUE_WORK_EVERY_MS)
  }
}

async function listWork({ database }: OpenGate, except: readonly number[]): Promise<void> {
  const rows = await database<{ id: number }[]>`
    select id from fulfillment_orders
    where state = 'open' and release_at <= clock_timestamp() and not id = any(${`{${except.join(',')}}`}::int8[])
    order by id limit ${WORK_LISTED_MAX}`.catch(() => [])
  tell({ kind: 'work', ids: rows.map(({ id }) => id) })
}

async function finish({ engine, gate }: Opened): Promise<void> {
  isFinishing = true
  // eslint-disable-next-line no-await-in-loop -- each round may leave work for the next
  while ((await gate.runDueWork()) > 0);
  await gate.close()
  await engine.close()
  tell({ kind: 'finished' })
  process.disconnect()
}
