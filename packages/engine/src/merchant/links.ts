// What passes between a merchant and its shops' platforms besides orders: each a noun with its own file. Who talks
// to the platforms is the server's; here is what is owed, and what is known.

import type { Database } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'
import { confirmations } from '../fulfillment/confirmations.ts'
import type { Confirmations } from '../fulfillment/confirmations.ts'
import { backfills } from '../intake/backfills.ts'
import type { Backfills } from '../intake/backfills.ts'
import { certificates } from '../intake/certificates.ts'
import type { Certificates } from '../intake/certificates.ts'
import { orderFetches } from '../intake/order-fetches.ts'
import type { OrderFetches } from '../intake/order-fetches.ts'
import { listings } from '../listing/listings.ts'
import type { Listings } from '../listing/listings.ts'
import { publications } from '../listing/publications.ts'
import type { Publications } from '../listing/publications.ts'
import type { Vault } from '../privacy/vault.ts'
import { promotions } from './promotions.ts'
import type { Promotions } from './promotions.ts'
import { shopAccess } from './shop-access.ts'
import type { ShopAccess } from './shop-access.ts'

export interface Links {
  access: ShopAccess
  promotions: Promotions
  listings: Listings
  publications: Publications
  fetches: OrderFetches
  certificates: Certificates
  backfills: Backfills
  confirmations: Confirmations
}

interface LinksOptions {
  sql: Database
  /** Does not wait for the disk: for what may be done once more. */
  passing: Database
  vault: Vault
  ids: IdSource
}

export function openLinks({ sql, passing, vault, ids }: LinksOptions): Links {
  return {
    access: shopAccess(sql, vault),
    promotions: promotions(sql),
    listings: listings(sql),
    publications: publications(sql),
    fetches: orderFetches(sql, passing),
    certificates: certificates(sql),
    backfills: backfills(sql, ids),
    confirmations: confirmations(sql),
  }
}
