// Kuaishou against the contract of all channels.

import { channelContract } from '../testing/channel-contract.ts'

channelContract({
  channel: 'kuaishou',
  wrongSecret: { signSecret: 'wrong', appSecret: 'wrong', messageKey: Buffer.alloc(16, 7).toString('base64') },
  signsCalls: true,
  clockToleranceMs: null, // None is published.
  tokens: 'refreshed',
  masksReceivers: true,
  showsUnpaid: true,
  asksForRefunds: true,
  forbidsShipping: true,
  holdsOneLine: true,
  pushProof: 'cipher',
  otherShop: { openId: 'another' },
})
