import { formatReport, isSound, runVerification } from '@tidegate/engine'
import type { Config } from '../config.ts'
import { createGates } from '../gates.ts'
import { createLog } from '../log.ts'
import { withEngine } from '../store.ts'
import { CODE_VERSION } from '../version.ts'

/** 1 where any invariant is violated. */
export async function runVerify(config: Config): Promise<number> {
  return withEngine(config, createLog('error'), async (engine) => {
    const gates = createGates(engine)
    try {
      const merchants = await engine.merchants.list()
      const chosen = merchants.filter(({ code }) => config.merchant === null || code === config.merchant)
      if (config.merchant !== null && chosen.length === 0) throw new Error(`there is no merchant "${config.merchant}"`)
      let broken = 0
      // One after the other: each takes a long snapshot, and a running program has first call on the machine.
      for (const { code, name } of chosen) {
        const report = await runVerification((await gates.open(code)).database, CODE_VERSION)
        console.log(`merchant ${code} ${name}\n${formatReport(report)}`)
        if (!isSound(report)) broken += 1
      }
      if (chosen.length === 0) console.log('there is no merchant yet: nothing to verify')
      return broken === 0 ? 0 : 1
    } finally {
      await gates.close()
    }
  })
}
