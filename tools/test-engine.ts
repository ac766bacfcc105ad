// A real engine on a database of its own, for one test.

import type { Engine, OpenGate } from '../packages/engine/src/index.ts'
import { openEngine } from '../packages/engine/src/index.ts'
import { createTestDatabase } from './test-database.ts'
import { setUpWorld, TEST_RULES, testMasterKeyFile } from './test-world.ts'

export interface TestEngine extends AsyncDisposable {
  engine: Engine
  gate: OpenGate
  url: string
  logs: string[]
}

export async function openTestEngine(
  options: { batchCommandsMax?: number; skus?: readonly string[] } = {},
): Promise<TestEngine> {
  const database = await createTestDatabase()
  const logs: string[] = []
  const engine = await openEngine({
    url: database.url,
    masterKeyFile: testMasterKeyFile(),
    codeVersion: 'test',
    log: (line) => logs.push(line),
  })
  await engine.merchants.create({ code: 'test', name: 'Test', isDemo: false, rules: TEST_RULES })
  const { skus, ...openOptions } = options
  const gate = await engine.merchants.open('test', openOptions)
  await setUpWorld(gate, skus)
  return {
    engine,
    gate,
    url: database.url,
    logs,
    async [Symbol.asyncDispose]() {
      await gate.close()
      await engine.close()
      await database.drop()
    },
  }
}
