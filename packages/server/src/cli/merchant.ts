import { baseUrl } from '../base-url.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { FIRST_RULES } from '../merchant-rules.ts'
import { freshSignInLink } from '../sign-in-link.ts'
import { withEngine } from '../store.ts'

const CODE_FORM = /^[a-z][a-z0-9_]{1,30}$/

export async function runMerchantCreate(config: Config, words: Readonly<Record<string, string>>): Promise<number> {
  const { code = '', name = '' } = words
  if (!CODE_FORM.test(code)) {
    throw new Error(`"${code}" is not a merchant code: 2 to 31 small letters, digits and _, beginning with a letter`)
  }
  return withEngine(config, createLog('error'), async (engine) => {
    const merchant = await engine.merchants.create({ code, name, isDemo: false, rules: FIRST_RULES })
    const link = await freshSignInLink(engine, code, baseUrl(config))
    console.log(`merchant ${merchant.code} ${merchant.name} is there; its owner signs in with\n\n  ${link}\n`)
    return 0
  })
}

export async function runMerchantList(config: Config): Promise<number> {
  return withEngine(config, createLog('error'), async (engine) => {
    const merchants = await engine.merchants.list()
    for (const { code, name, isDemo } of merchants) console.log(`${code.padEnd(20)} ${name}${isDemo ? ' (demo)' : ''}`)
    if (merchants.length === 0)
      console.log('there is no merchant yet: npm run tidegate -- merchant create <code> <name>')
    return 0
  })
}
