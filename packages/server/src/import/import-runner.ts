// Takes uploaded files in turn: one at a time of each merchant, whichever process is free. What a stop interrupts is
// taken up by the next process once its lease has run out.

import type { OpenGate } from '@tidegate/engine'
import { ClosedError } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import { every } from '../every.ts'
import type { Log } from '../log.ts'
import { runImport } from './run-import.ts'

/** A person has just pressed start. */
const LOOK_INTERVAL_MS = 500
const TIDY_INTERVAL_MS = 60_000

export interface ImportRunnerOptions {
  gates: () => Promise<readonly OpenGate[]>
  holder: string
  clock: Clock
  log: Log
  signal: AbortSignal
}

/** Resolves when it was aborted and the last step has ended. */
export async function runImports(options: ImportRunnerOptions): Promise<void> {
  const { gates, signal, clock, log } = options
  const busy = new Map<string, Promise<void>>()
  const look = async (): Promise<void> => {
    for (const gate of await gates()) {
      const { code } = gate.merchant
      if (busy.has(code)) continue
      const turn = takeTurns(options, gate).finally(() => busy.delete(code))
      busy.set(code, turn)
    }
    await Promise.resolve()
  }
  const tidy = async (): Promise<void> => {
    await Promise.all((await gates()).map((gate) => gate.imports.tidy()))
  }
  await Promise.all([
    every({ name: 'imports', intervalMs: LOOK_INTERVAL_MS, run: look }, { clock, log, signal }),
    every({ name: 'tidying imports', intervalMs: TIDY_INTERVAL_MS, run: tidy }, { clock, log, signal }),
  ])
  await Promise.all(busy.values())
}

/** Until none waits. Never rejects. */
async function takeTurns(options: ImportRunnerOptions, gate: OpenGate): Promise<void> {
  const { signal, log } = options
  try {
    while (!signal.aborted && (await takeOne(options, gate)));
  } catch (error) {
    const isStop = signal.aborted || error instanceof ClosedError
    if (!isStop) log.error({ err: error, merchant: gate.merchant.code }, 'an import stopped; it is taken up again')
  }
}

async function takeOne({ holder, clock, log, signal }: ImportRunnerOptions, gate: OpenGate): Promise<boolean> {
  const job = await gate.imports.take(holder)
  if (job === null) return false
  const source = await gate.imports.content(job.id)
  if (source === null) throw new Error(`the content of import ${job.id} is gone`)
  const { plan, fileName } = job
  const end = await runImport({ gate, clock, signal, held: job, plan, fileName, source })
  log.info({ merchant: gate.merchant.code, import: job.id, end }, 'an import has ended')
  return true
}
