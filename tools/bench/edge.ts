// The served program over a bench's world: its HTTP edge and push on a real port, and keys to use them.

import { openControl } from '../../packages/engine/src/index.ts'
import type { KeyScope, OpenGate } from '../../packages/engine/src/index.ts'
import { systemClock } from '../../packages/server/src/clock.ts'
import { createLog } from '../../packages/server/src/log.ts'
import { startServing } from '../../packages/server/src/serve.ts'
import type { BenchWorld } from './world.ts'

export interface BenchEdge extends AsyncDisposable {
  port: number
  /** The one that HTTP uses. */
  gate: OpenGate
  /** Secrets of fresh keys: a key has its limits, and a load its many callers. */
  keys(count: number, scopes: readonly KeyScope[]): Promise<string[]>
}

export async function openBenchEdge({ engine }: BenchWorld): Promise<BenchEdge> {
  const serving = await startServing({
    engine,
    config: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      dataDir: import.meta.dirname,
      metricsPort: null,
      diskFreeMinMb: 0,
      roles: ['http', 'engine'],
      pollSeconds: 30,
      overlapSeconds: 0,
    },
    shops: [],
    clock: systemClock,
    random: Math.random,
    log: createLog('error'),
  })
  const control = openControl(engine.control, { now: systemClock.now })
  return {
    port: serving.port as number,
    gate: await serving.gates.open('bench'),
    keys: (count, scopes) =>
      Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const { token } = await control.createApiKey({ merchantCode: 'bench', name: `bench ${index}`, scopes })
          return token
        }),
      ),
    [Symbol.asyncDispose]: () => serving.stop(),
  }
}
