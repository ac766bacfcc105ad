// For tests only: what every adapter must do against its platform's simulator, whatever the platform. A channel's
// `contract.http.test.ts` calls `channelContract` and tests beside it only what is its platform's own.

import type { Channel } from '@tidegate/domain'
import type { AccessValues } from '../definition.ts'
import { accessContract } from './contract-access.ts'
import { listenerContract } from './contract-listener.ts'
import { listingsContract } from './contract-listings.ts'
import { oddContentContract } from './contract-odd-content.ts'
import { ordersContract } from './contract-orders.ts'
import { pagingContract } from './contract-paging.ts'
import { pushContract } from './contract-push.ts'
import { refundsContract } from './contract-refunds.ts'
import { shipmentsContract } from './contract-shipments.ts'
import { stockContract } from './contract-stock.ts'
import { wireContract } from './contract-wire.ts'

export interface ContractTraits {
  channel: Channel
  /** Access values with which every signature, password and message key is wrong. */
  wrongSecret: AccessValues
  /** Whether a call is proven by that secret; false where the access token alone proves it. */
  signsCalls: boolean
  /** How far off our clock may be before the platform refuses; null where it does not look. */
  clockToleranceMs: number | null
  /** `refreshed`: expire and are renewed by us; `lasting`: expire or are revoked, and a person must act; `none`: there are none. */
  tokens: 'refreshed' | 'lasting' | 'none'
  /** Whether names and phones come masked, with a token in their place. */
  masksReceivers: boolean
  /** Whether the platform shows orders that nobody paid yet. */
  showsUnpaid: boolean
  /** Whether buyers ask for a refund first, and the order shows it; false where refunds only happen. */
  asksForRefunds: boolean
  /** Whether the platform can forbid shipping a paid order for now. */
  forbidsShipping: boolean
  /** Whether an order holds one line, and what is bought together is several orders. */
  holdsOneLine?: boolean
  /** What proves a posted message: a signature over its body, over its headers only, or that it can be decrypted. */
  pushProof: 'body' | 'headers' | 'cipher' | null
  /** Access values of another shop of the same application, where messages name their shop; else null. */
  otherShop: AccessValues | null
}

export function channelContract(traits: ContractTraits): void {
  ordersContract(traits)
  oddContentContract(traits)
  pagingContract(traits)
  refundsContract(traits)
  wireContract(traits)
  accessContract(traits)
  listingsContract(traits)
  stockContract(traits)
  shipmentsContract(traits)
  pushContract(traits)
  listenerContract(traits)
}
