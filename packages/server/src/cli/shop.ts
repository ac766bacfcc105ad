import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { withEngine } from '../store.ts'

const SHOP_FORM = /^[a-z0-9][a-z0-9_-]{0,40}$/

export async function runShopCreate(config: Config, words: Readonly<Record<string, string>>): Promise<number> {
  const { code = '', shop = '', name = '' } = words
  if (!SHOP_FORM.test(shop))
    throw new Error(`"${shop}" is not a shop's code: small letters, digits, _ and -, at most 41`)
  return withEngine(config, createLog('error'), async (engine) => {
    const gate = await engine.merchants.open(code)
    try {
      await gate.setup.addShop({ channel: 'open_api', shop, name })
      console.log(`shop ${shop} of ${code} takes orders of the Open API`)
      return 0
    } finally {
      await gate.close()
    }
  })
}
