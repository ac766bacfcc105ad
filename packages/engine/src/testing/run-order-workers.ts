import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { OrderWork, OrderWorkDone } from './order-worker.ts'

const WORKER = fileURLToPath(new URL('./order-worker.ts', import.meta.url))

/** Runs one process per share of the work, side by side. */
export function runOrderWorkers(shares: readonly OrderWork[]): Promise<OrderWorkDone[]> {
  return Promise.all(shares.map(runWorker))
}

function runWorker(work: OrderWork): Promise<OrderWorkDone> {
  return new Promise((resolve, reject) => {
    // The test runner's own flags mean nothing to a plain Node.
    const child = fork(WORKER, { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let complaint = ''
    let answer: OrderWorkDone | null = null
    child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.once('message', (done) => (answer = done as OrderWorkDone))
    child.once('error', reject)
    child.once('exit', (code) =>
      answer === null ? reject(new Error(`the worker ended with ${code}: ${complaint}`)) : resolve(answer),
    )
    child.send(work)
  })
}

/** How often any worker ran a batch again for this SQLSTATE. */
export function retriesOf(done: readonly OrderWorkDone[], state: string): number {
  return done.reduce((sum, { retries }) => sum + (retries[state] ?? 0), 0)
}
