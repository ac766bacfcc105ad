// Youzan against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'youzan',
  wrongSecret: { appSecret: 'wrong' },
  signsCalls: false,
  clockToleranceMs: null,
  tokens: 'refreshed',
  masksReceivers: false,
  showsUnpaid: true,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: 'body',
  otherShop: { kdtId: '999' },
})
