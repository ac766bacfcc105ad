// Shopify against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'shopify',
  wrongSecret: { clientSecret: 'wrong' },
  signsCalls: false,
  clockToleranceMs: null,
  tokens: 'refreshed',
  masksReceivers: false,
  showsUnpaid: true,
  asksForRefunds: false,
  forbidsShipping: true,
  pushProof: 'body',
  otherShop: { shopDomain: 'another-shop.myshopify.com' },
})
