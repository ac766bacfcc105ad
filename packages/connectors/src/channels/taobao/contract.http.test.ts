// Taobao against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'taobao',
  wrongSecret: { appSecret: 'wrong' },
  signsCalls: true,
  clockToleranceMs: 10 * 60_000,
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: true,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: null,
  otherShop: null,
})
