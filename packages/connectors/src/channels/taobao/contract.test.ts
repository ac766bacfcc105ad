// Taobao against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'taobao',
  wrongSecret: { appSecret: 'wrong' },
  clockToleranceMs: 10 * 60_000,
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: true,
  pushProof: null,
  otherShop: null,
})
