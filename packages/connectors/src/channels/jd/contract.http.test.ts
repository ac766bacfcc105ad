// JD against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'jd',
  wrongSecret: { appSecret: 'wrong' },
  signsCalls: true,
  clockToleranceMs: 6 * 60_000,
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: false,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: null,
  otherShop: null,
})
