import type { Messages } from '../zh-cn.ts'

export const shop: Messages['shop'] = {
  unknown: 'There is no such shop',
  back: 'all channels',
  connect: 'Connect',
  renewKeys: 'New keys',
  keysElsewhere: "This shop's keys are not kept here: it is a demo's, or of shops.json.",
  switches: 'Switches',
  linksNote: 'each thing that goes on with the platform',
  waits: 'waiting',
  proof: 'No order missed',
  proofNote: 'whether all the platform has is here',
  certificateHint: "Of the last 24 hours: the platform's ids are compared with ours again and again.",
  checkedUntil: 'Compared until',
  orders: '{{n}} orders',
  noMessages:
    'This channel has no messages, or its message key was not given. Polling misses nothing, it is only later.',
  pushAddress: 'Address',
  pushUrlHint: "Fill it in where the platform's console asks for the address of messages.",
  pushPathHint:
    "Put the address under which the platform reaches this program before it, and fill it in at the platform's console. With TIDEGATE_PUBLIC_URL set the whole of it stands here.",
  copyAddress: 'Copy the address',
  heard: 'Messages',
  lastHeard: 'The last one',
  neverHeard: 'none since the start',
  renewals: 'Subscribed anew',
  times: '{{n}} times',
  books: 'Stock and parcels',
  published: 'Published',
  publishesOff: 'Publishing stock is off.',
  pending: 'To publish',
  unsure: 'Unsure',
  unsureHint: 'Sent, and the answer never came: read back by itself.',
  drift: 'Drift',
  driftHint: "The platform's counts differ from ours: another system may be changing them.",
  unmapped: 'Without a SKU',
  unmappedHint: 'No stock is published for these, and their orders are held.',
  listings: '{{n}} listings',
  units: '{{n}} units',
  owed: 'Parcels owed',
  confirmsOff: 'Confirming parcels is off.',
  refused: 'Parcels refused',
  refusedHint: 'Of the last 7 days: the platform did not take them, and a person must look there.',
  parcels: '{{n}} parcels',
  access: 'Authorisation',
  tokenState: 'State',
  tokenFine: 'good',
  tokenRefused: 'refused: somebody must authorise again',
  connectedAt: 'Connected',
  renewedAt: 'Last renewed',
  expiresAt: 'Ends',
  expiryUnknown: 'the platform does not say',
  limitsNote: 'kept to by itself',
  calls: 'Calls',
  callsOf: '{{n}} a second',
  scopeApp: 'Counted for the application: all its shops share them.',
  scopeShop: 'Counted for each shop alone.',
  window: 'One listing',
  windowOf: 'at most {{age}}',
  platformLag: "Platform's delay",
  platformLagHint: 'So long it takes until changed orders can be listed completely; we are always that far behind.',
  readAgain: 'Read again',
  readAgainNote: 'orders of the past, from the platform',
  byTime: 'A stretch of time',
  byIds: 'By order ids',
  noBackfills: 'None yet. For when an order seems to be missing, or a new shop is to have older ones.',
  readSoFar: '{{n}} orders read',
  stop: 'Stop',
  stopTitle: 'Stop this backfill?',
  stopText: 'What was read stays; the rest of the time is not read. It can be asked for again.',
  ownRange: 'From – to',
  from: 'From',
  to: 'To',
  rangeHint: 'Platforms answer for about three months back; {{days}} days at once at most.',
  rangeTooLong: '{{days}} days at once at most: ask for it in parts.',
  rangeReversed: 'The end must be later than the beginning.',
  fetchTitle: 'Read orders of {{shop}} again',
  fetchText: "By the platform's own ids. What is known is not doubled; what is missing or newer is taken.",
  fetch: 'Read {{n}} orders',
  ids: 'Order ids of the platform',
  idsHint: 'One to a line, as they come from a spreadsheet',
  idsCount: '{{n}} ids, at most {{max}} at once',
  idsTooMany: '{{n}} ids, and at most {{max}} at once: send them in parts',
  idTooLong: 'One of the ids is longer than {{max}} characters',
  fetchStarted: '{{n}} orders are queued and read at once',
}

export const shopStep: Messages['shopStep'] = {
  title: 'Next steps',
  note: 'gone once all is done',
  orders: 'Orders come in',
  ordersText: 'Orders of the last hour are being read, usually within a minute.',
  messages: 'Messages come in',
  messagesText: "Fill in the address under Messages at the platform's console: changes are then known within seconds.",
  listings: 'Every listing has its SKU',
  listingsText: 'Listings whose code is that of a SKU are mapped by themselves; the others must be named.',
  toListings: 'Map them',
  publish: 'Stock is published from here',
  publishText: 'Once stock is right, and every other system that publishes is off, switch on publishing.',
  backfill: 'Older orders are read',
  backfillText: 'Connecting reads the last hour only. For older ones ask for a stretch of time below.',
}

export const backfillState: Messages['backfillState'] = { running: 'running', done: 'done', stopped: 'stopped' }

export const tokenRenewal: Messages['tokenRenewal'] = {
  itself: 'Renewed by itself before it ends.',
  person: 'No refresh token: somebody must authorise again when it ends.',
  none: 'Keys of this kind last.',
}

export const lateCause: Messages['lateCause'] = { listed_late: 'Listed late:', changed_unseen: 'Changed unseen:' }

export const lateCauseNote: Messages['lateCauseNote'] = {
  listed_late: 'The platform listed them only after that time had been read; the comparison found them.',
  changed_unseen: 'The platform had newer content than we; the comparison found it.',
}

export const silence: Messages['silence'] = {
  itself:
    'Orders come and messages do not: it is subscribed anew by itself. If that does not help, see whether the platform reaches the address',
  no_public_url: 'Orders come and messages do not. Set TIDEGATE_PUBLIC_URL, and it is subscribed anew by itself',
  by_hand: 'Orders come and messages do not: look at the subscription on the platform',
}

export const pushRenewal: Messages['pushRenewal'] = {
  itself: 'By itself, once orders come for minutes without a message.',
  no_public_url:
    'It cannot be done by itself: TIDEGATE_PUBLIC_URL is not set, so the platform cannot be told the address.',
  by_hand: "The platform has no call for it: it is done at the platform's console.",
}
