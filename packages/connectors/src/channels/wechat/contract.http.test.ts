// WeChat shops against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'wechat',
  wrongSecret: { appSecret: 'wrong', pushToken: 'wrong', encodingAesKey: 'z'.repeat(43) },
  signsCalls: false, // The token alone proves a call.
  clockToleranceMs: null,
  tokens: 'refreshed',
  masksReceivers: false,
  showsUnpaid: true,
  asksForRefunds: true,
  forbidsShipping: true,
  pushProof: 'body',
  otherShop: { appId: 'wx00000000000000ff' },
})
