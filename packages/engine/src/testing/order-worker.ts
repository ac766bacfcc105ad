// Child process of tests that need two workers on one merchant: takes orders through a door of its own,
// all at once, and tells what it was answered and how often batches were run again.

import { order } from '../../../../tools/test-world.ts'
import type { OrderWish } from '../../../../tools/test-world.ts'
import { openEngine, plantBug } from '../index.ts'
import type { PlantedBug } from '../index.ts'

export interface OrderWork {
  url: string
  masterKeyFile: string
  batchCommandsMax: number
  plant: PlantedBug | null
  orders: OrderWish[]
}

export interface OrderWorkDone {
  /** How many orders got each answer. */
  outcomes: Record<string, number>
  /** Batches run again, by SQLSTATE. */
  retries: Record<string, number>
}

const LOOK_EVERY_MS = 100

// Without its parent nobody would end it.
process.on('disconnect', () => process.exit())
process.once('message', (work: OrderWork) => void run(work))

async function run({ url, masterKeyFile, batchCommandsMax, plant, orders }: OrderWork): Promise<void> {
  plantBug(plant)
  const engine = await openEngine({ url, masterKeyFile, codeVersion: 'test', log: () => undefined })
  const gate = await engine.merchants.open('test', { batchCommandsMax })
  const outcomes: Record<string, number> = {}
  const tell = () =>
    process.send?.({ outcomes, retries: Object.fromEntries(gate.retries) } satisfies OrderWorkDone, () =>
      process.disconnect(),
    )
  // One deadlock is one too many, and each takes PostgreSQL a second to find: the rest is not waited for.
  const looking = setInterval(() => gate.retries.has('40P01') && tell(), LOOK_EVERY_MS)
  await Promise.all(
    orders.map(async (wish) => {
      const { outcome } = await gate.submit(order(wish))
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }),
  )
  clearInterval(looking)
  await gate.close()
  await engine.close()
  tell()
}
