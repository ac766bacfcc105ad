// Xiaohongshu against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'xiaohongshu',
  wrongSecret: { appSecret: 'wrong' },
  signsCalls: true,
  clockToleranceMs: null, // How old a time may be is not told of.
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: true,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: 'headers', // The body is not signed.
  otherShop: { sellerId: 'another' },
})
