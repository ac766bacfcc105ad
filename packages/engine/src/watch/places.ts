// Which locations and shops there are. They change rarely, so what is known is kept, and an unknown one is
// looked up again, though not more than once a second: a client may ask for anything.

import { loadCatalogue } from '../batch/catalogue.ts'
import type { Catalogue } from '../batch/catalogue.ts'
import type { Database } from '../database/connect.ts'

const LOOK_AGAIN_MS = 1_000

export interface Places {
  /** Null where there is no location of this code. */
  locationId(code: string): Promise<number | null>
  hasShop(channel: string, shop: string): Promise<boolean>
}

export function readPlaces(sql: Database): Places {
  let known: Promise<Catalogue> | null = null
  let readAt = 0

  async function find<T>(pick: (catalogue: Catalogue) => T | undefined): Promise<T | undefined> {
    const found = known === null ? undefined : pick(await known)
    if (found !== undefined || Date.now() - readAt < LOOK_AGAIN_MS) return found
    readAt = Date.now()
    known = loadCatalogue(sql)
    known.catch(() => (known = null))
    return pick(await known)
  }

  return {
    locationId: async (code) => (await find(({ locations }) => locations.get(code)?.id)) ?? null,
    hasShop: async (channel, shop) =>
      (await find(({ shopIdByKey }) => shopIdByKey.get(`${channel}/${shop}`))) !== undefined,
  }
}
