// The program's side of the simulated shops' process.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { CallCounts, OpenedShop, Request, ShopReport } from './protocol.ts'
import type { Story } from './story.ts'

export interface SimulatedShops {
  opened: readonly OpenedShop[]
  tell: (request: Exclude<Request, { do: 'report' | 'count_calls' }>) => Promise<void>
  countCalls: () => Promise<CallCounts>
  report: () => Promise<ShopReport[]>
  close: () => Promise<void>
}

export async function openSimulatedShops(story: Story): Promise<SimulatedShops> {
  const child = fork(join(import.meta.dirname, 'shops-process.ts'), [JSON.stringify(story)], { stdio: 'inherit' })
  const waiting = new Map<number, (result: unknown) => void>()
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the simulated shops ended with ${code}`)))
  })
  ended.catch(() => undefined)
  child.on('message', ({ id, result }: { id: number; result: unknown }) => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let asked = 0
  const answerTo = (id: number): Promise<unknown> =>
    Promise.race([new Promise((resolve) => waiting.set(id, resolve)), ended])
  const ask = (request: Request): Promise<unknown> => {
    const id = (asked += 1)
    const answer = answerTo(id)
    child.send({ id, request })
    return answer
  }
  const opened = (await answerTo(0)) as OpenedShop[]
  return {
    opened,
    tell: async (request) => void (await ask(request)),
    countCalls: async () => (await ask({ do: 'count_calls' })) as CallCounts,
    report: async () => (await ask({ do: 'report' })) as ShopReport[],
    async close() {
      child.kill('SIGTERM')
      await ended.catch(() => undefined)
    },
  }
}
