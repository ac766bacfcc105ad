// The place where the template database of the tests gets its tables. Every test database is a
// clone of it, so a migration runs once per test run, not once per test.

import { openEngine } from '../packages/engine/src/index.ts'
import { TEST_RULES, testMasterKeyFile } from './test-world.ts'

/** Called once per test run with the address of the empty template. */
export async function prepareTemplate(url: string): Promise<void> {
  const engine = await openEngine({
    url,
    masterKeyFile: testMasterKeyFile(),
    codeVersion: 'test',
    log: () => undefined,
  })
  await engine.merchants.create({ code: 'test', name: 'Test', isDemo: false, rules: TEST_RULES })
  await engine.close()
}
