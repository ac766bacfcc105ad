import { baseUrl } from '../base-url.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { freshSignInLink } from '../sign-in-link.ts'
import { withEngine } from '../store.ts'

export async function runSignIn(config: Config, words: Readonly<Record<string, string>>): Promise<number> {
  return withEngine(config, createLog('error'), async (engine) => {
    console.log(await freshSignInLink(engine, words['code'] ?? '', baseUrl(config)))
    return 0
  })
}
