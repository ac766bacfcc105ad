// The other side of the door: it holds every command until its answer is heard, and sends it again to
// the next worker otherwise, as a channel's feed and a warehouse's system do.

import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Outcome } from '@tidegate/domain'
import type { FromWorker, ToWorker } from './messages.ts'

/** One command as its sender knows it. */
export interface LedgerEntry {
  id: number
  command: Command
  /** `unknown` until an answer is heard: it may be stored, or not. */
  outcome: Outcome | 'unknown'
  /** How often a worker took it in. More than once means the answer to an earlier time was lost. */
  begun: number
}

export interface Producer {
  /** Resolves with the answer, whichever worker gives it. */
  submit(command: Command): Promise<Outcome>
  /** The worker's words; commands it could not decide are sent to it again. */
  hear(message: FromWorker): void
  /** A worker is ready: everything unanswered goes to it, oldest first. */
  attach(send: (message: ToWorker) => void): void
  detach(): void
  readonly ledger: readonly LedgerEntry[]
  readonly unanswered: number
}

const RESEND_AFTER_MS = 200

export function openProducer(): Producer {
  const ledger: LedgerEntry[] = []
  const unanswered = new Map<number, { entry: LedgerEntry; resolve: (outcome: Outcome) => void }>()
  let worker: ((message: ToWorker) => void) | null = null

  const send = (entries: readonly LedgerEntry[]): void => {
    if (entries.length > 0)
      worker?.({ kind: 'commands', commands: entries.map(({ id, command }) => ({ id, command })) })
  }
  const sendAgain = async (id: number): Promise<void> => {
    const toWhom = worker
    await sleep(RESEND_AFTER_MS)
    const waiting = unanswered.get(id)
    // A new worker has got it with everything else.
    if (waiting !== undefined && worker === toWhom) send([waiting.entry])
  }
  const settle = (id: number, outcome: Outcome): void => {
    const waiting = unanswered.get(id)
    if (waiting === undefined) return
    unanswered.delete(id)
    waiting.entry.outcome = outcome
    waiting.resolve(outcome)
  }
  return {
    submit: (command) =>
      new Promise((resolve) => {
        const entry: LedgerEntry = { id: ledger.length, command, outcome: 'unknown', begun: 0 }
        ledger.push(entry)
        unanswered.set(entry.id, { entry, resolve })
        send([entry])
      }),
    hear: (message) => {
      if (message.kind === 'ok') settle(message.id, message.outcome)
      else if (message.kind === 'unknown') void sendAgain(message.id)
      else if (message.kind === 'begun') for (const id of message.ids) (ledger[id] as LedgerEntry).begun += 1
    },
    attach: (sendTo) => {
      worker = sendTo
      send([...unanswered.values()].map(({ entry }) => entry))
    },
    detach: () => {
      worker = null
    },
    ledger,
    get unanswered() {
      return unanswered.size
    },
  }
}
