// A worker process that is started again whenever it is killed, as a supervisor would, and whose
// producer then sends everything unanswered to the new one.

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { FromWorker, ToWorker } from './messages.ts'
import type { Producer } from './producer.ts'

const PROGRAM = new URL('kill-worker.ts', import.meta.url)

export interface WorkerProcess {
  /** Kill -9; it is started again at once. */
  kill(): void
  /** Ids of fulfillment orders a warehouse may see, without those named; none where no worker can answer. */
  listWork(except: readonly number[]): Promise<number[]>
  /** Lets it do what is due and end by itself. */
  finish(): Promise<void>
  /** Ends it and starts none after it. */
  stop(): Promise<void>
  /** Deaths nobody ordered: a worker that throws must not look like one that was killed. */
  readonly unexpectedEnds: readonly string[]
}

export function startWorkerProcess(opening: ToWorker & { kind: 'open' }, producer: Producer): WorkerProcess {
  const unexpectedEnds: string[] = []
  let answerWork: ((ids: number[]) => void) | null = null
  let isStopping = false
  let isReady = false
  let child = start()

  function start(): ChildProcess {
    const started = fork(PROGRAM, [], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const send = (message: ToWorker): void => {
      if (started.connected) started.send(message, () => undefined)
    }
    started.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') {
        isReady = true
        producer.attach(send)
      } else if (message.kind === 'work') answerWork?.(message.ids)
      else producer.hear(message)
    })
    started.on('error', () => undefined)
    started.on('exit', (code, signal) => onExit(`${signal ?? `exit code ${code}`}`))
    send(opening)
    return started
  }

  function onExit(how: string): void {
    isReady = false
    producer.detach()
    answerWork?.([])
    if (isStopping) return
    if (how !== 'SIGKILL') unexpectedEnds.push(how)
    child = start()
  }

  return {
    kill: () => void child.kill('SIGKILL'),
    listWork: (except) =>
      new Promise((resolve) => {
        answerWork = resolve
        if (!isReady || !child.connected) return resolve([])
        child.send({ kind: 'list_work', except: [...except] } satisfies ToWorker, () => undefined)
      }),
    finish: async () => {
      isStopping = true
      child.send({ kind: 'finish' } satisfies ToWorker)
      await once(child, 'exit')
    },
    stop: async () => {
      isStopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    unexpectedEnds,
  }
}
