// WooCommerce against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'woocommerce',
  wrongSecret: { consumerSecret: 'wrong', webhookSecret: 'wrong' },
  signsCalls: true,
  clockToleranceMs: 15 * 60_000,
  tokens: 'none',
  masksReceivers: false,
  showsUnpaid: true,
  asksForRefunds: false,
  forbidsShipping: true,
  pushProof: 'body',
  otherShop: { siteUrl: 'https://another.example/' },
})
