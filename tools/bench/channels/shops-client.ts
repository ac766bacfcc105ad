// The program's side of the simulated shops, each in a process of its own: a platform that collects its garbage must
// not keep the nine others from telling us of their orders.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { CallCounts, OpenedShop, Request, ShopReport } from './protocol.ts'
import type { Story, StoryShop } from './story.ts'

export interface SimulatedShops {
  opened: readonly OpenedShop[]
  tell: (request: Exclude<Request, { do: 'report' | 'count_calls' }>) => Promise<void>
  countCalls: () => Promise<CallCounts>
  report: () => Promise<ShopReport[]>
  close: () => Promise<void>
}

export async function openSimulatedShops(story: Story): Promise<SimulatedShops> {
  const shops = await Promise.all(story.shops.map((shop) => openShop(story, shop)))
  const askAll = (request: Request): Promise<unknown[]> => Promise.all(shops.map(({ ask }) => ask(request)))
  return {
    opened: shops.map(({ opened }) => opened),
    tell: async (request) => void (await askAll(request)),
    countCalls: async () => Object.fromEntries((await askAll({ do: 'count_calls' })) as [string, CallCounts[string]][]),
    report: async () => (await askAll({ do: 'report' })) as ShopReport[],
    close: async () => void (await Promise.all(shops.map(({ close }) => close()))),
  }
}

interface ShopProcess {
  opened: OpenedShop
  ask: (request: Request) => Promise<unknown>
  close: () => Promise<void>
}

async function openShop(story: Story, shop: StoryShop): Promise<ShopProcess> {
  const words = [JSON.stringify(story), shop.code]
  const child = fork(join(import.meta.dirname, 'shop-process.ts'), words, { stdio: 'inherit' })
  const waiting = new Map<number, (result: unknown) => void>()
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the simulated shop ${shop.code} ended with ${code}`)))
  })
  ended.catch(() => undefined)
  child.on('message', ({ id, result }: { id: number; result: unknown }) => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let asked = 0
  const answerTo = (id: number): Promise<unknown> =>
    Promise.race([new Promise((resolve) => waiting.set(id, resolve)), ended])
  return {
    opened: (await answerTo(0)) as OpenedShop,
    ask(request) {
      const id = (asked += 1)
      const answer = answerTo(id)
      child.send({ id, request })
      return answer
    },
    async close() {
      child.kill('SIGTERM')
      await ended.catch(() => undefined)
    },
  }
}
