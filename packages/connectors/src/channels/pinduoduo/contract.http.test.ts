// Pinduoduo against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'pinduoduo',
  wrongSecret: { appSecret: 'wrong' },
  signsCalls: true,
  clockToleranceMs: 10 * 60_000,
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: false,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: null,
  otherShop: null,
})
