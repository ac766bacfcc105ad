import type { Messages } from '../zh-cn.ts'

export const connect: Messages['connect'] = {
  title: 'Connect a shop',
  note: 'Choose the channel, fill in its keys, test, then connect',
  renewTitle: 'New keys for {{shop}}',
  renewNote: 'Keys that are kept are never shown, so all are asked for again; orders and settings stay',
  channel: 'Channel',
  choose: 'Which platform is the shop on?',
  keys: '{{channel}}: shop and keys',
  shop: 'Shop code',
  shopHint: 'Yours to choose: small letters, digits, - and _. It is part of addresses and cannot be changed later.',
  name: 'Shop name',
  nameHint: 'As it is shown here.',
  gatewayUrl: 'Shop address',
  gatewayUrlHint: "The shop's own address, beginning with https://.",
  optional: 'optional',
  suspect: 'Look at this first.',
  test: 'Test',
  connect: 'Connect',
  renew: 'Use the new keys',
  leave: 'Back to channels',
  needs: 'What you need',
  secrets: 'Keys and tokens are kept encrypted and never shown to anybody again. A test keeps nothing.',
  answer: 'What the platform says',
  ok: 'ready to connect',
  no: 'not accepted',
  untested:
    'Once filled in, press Test: the platform is called with these keys and asked for orders of the last 10 minutes.',
  asking: 'Calling the platform, 20 seconds at most…',
  stale: 'Something was changed since the test; test again.',
  okNone: 'The platform accepts these keys. No order changed in the last 10 minutes, which is quite normal.',
  okOrders: 'The platform accepts these keys; {{n}} orders changed in the last 10 minutes.',
  details: "The platform's own words",
  connected: '{{shop}} is connected',
  renewed: '{{shop}} uses the new keys',
}

export const connectFault: Messages['connectFault'] = {
  missing: 'Please fill this in.',
  code: 'Only small letters, digits, - and _, at most 41 of them.',
  address: "This address cannot be used: it must be the platform's or the shop's own, with https://.",
  wrong: 'Something is wrong with this.',
}

export const connectDoubt: Messages['connectDoubt'] = {
  untested: 'Not tested yet',
  untestedText:
    'These keys were never tried. Wrong ones are kept too, and polling fails until right ones replace them.',
  failed: 'The test failed',
  failedText:
    'The platform did not accept these keys just now. Connected all the same, polling fails until that is mended.',
  replaces: 'This shop is connected already',
  replacesText:
    'There is a shop of this code on this channel. Going on replaces its keys by these. For another shop choose another code.',
}

export const failureReason: Messages['failureReason'] = {
  retry: 'The platform did not answer as it should',
  throttled: 'The platform asks for fewer calls',
  reauthorise: 'The platform does not take this authorisation',
  not_found: 'The platform does not have what was asked for',
  refused: 'The platform refuses',
  bug: 'The platform does not accept the request',
  timeout: 'No answer for a long time',
  address: 'This address may not be called',
  no_public_url: 'Our own address is not set',
  internal: 'Something failed on our side',
}

export const connectNext: Messages['connectNext'] = {
  retry: 'Most likely the platform or the network has trouble just now: test again in a while.',
  throttled: 'This application calls too often. Wait a minute or two.',
  reauthorise:
    'The token or key is wrong or expired, or the seller took it back. Authorise again and fill in the new one.',
  not_found: "Check the shop's address and number.",
  refused:
    "The keys are right, but lack this permission, or the shop's state forbids it. Look in the platform's back office.",
  bug: "Most likely the application's key or secret is wrong, so the signature is. Compare letter by letter; mind blanks.",
  timeout: "Check the shop's address and this machine's network, then test again.",
  address: "Only the platform's own hosts, beginning with https://, without port or query.",
  no_public_url: "This installation's own address is not set: see TIDEGATE_PUBLIC_URL.",
  internal: "Please report it with the platform's own words.",
}

export const failureNext: Messages['failureNext'] = {
  retry: "It is tried again by itself. If it lasts, look at the platform's notices and this machine's network.",
  throttled:
    'We wait as long as the platform asks. If it comes often, see whether another system uses the application.',
  reauthorise: 'A person is needed: authorise again, then give the shop its new keys.',
  not_found: 'Most likely it was deleted on the platform; other orders are not concerned.',
  refused: "Trying again does not help. Read the platform's words; check permissions and the shop's state there.",
  bug: "Trying again does not help. Check the keys; if they are right, report it with the platform's words.",
  timeout: "It is tried again by itself. If it lasts, look at this machine's network.",
  address: "The shop's address may not be called: give it the right one, with its keys.",
  no_public_url:
    'Set TIDEGATE_PUBLIC_URL to the address under which platforms reach this program, and start it again: then the platform is told where to post.',
  internal: 'It is tried again by itself. If it keeps coming, report it with the words below.',
}

export const connectBrief: Messages['connectBrief'] = {
  taobao: 'Application + authorisation',
  jd: 'Application + authorisation',
  pinduoduo: 'Application + authorisation',
  douyin: 'Application, shop ID, authorisation',
  kuaishou: 'Application, sign secret, authorisation',
  xiaohongshu: 'Application, seller ID, authorisation',
  wechat: "Shop's AppID and secret",
  youzan: 'Application + shop id',
  shopify: 'Address + application or token',
  woocommerce: 'Site address + REST keys',
}

export const connectNeeds: Messages['connectNeeds'] = {
  taobao:
    "An application on Taobao's open platform (TOP), and the session that the seller's authorisation brings. Only applications of the service market have a refresh token; without one somebody authorises again when it ends. Messages come over a connection of ours: no address is filled in there.",
  jd: "An application on JD's open platform (JOS), and the tokens of the seller's authorisation. For SOP shops, which store and ship themselves. JD has no public messages: orders are polled.",
  pinduoduo:
    "An application on Pinduoduo's open platform: its client_id is the app key, its client_secret the app secret; and the tokens of the seller's authorisation. Messages come over a connection of ours.",
  douyin:
    "An application on Douyin's open platform, the shop ID, and the seller's access token (7 days) and refresh token (14 days), renewed by themselves from then on. The address for messages is shown once connected, to be filled in there.",
  kuaishou:
    "An application on Kuaishou's open platform. It has two secrets: signSecret signs calls, the app secret renews tokens. An access token lives 48 hours and is renewed by itself. Messages need the message key too.",
  xiaohongshu:
    "An application on Xiaohongshu's open platform: its appId is the app key; and the sellerId and tokens that come with the authorisation. The address for messages is shown once connected, to be filled in there.",
  wechat:
    "The shop's own AppID and AppSecret; no token. This machine's outgoing IP goes onto the list on the same page. For messages: the Token and the EncodingAESKey of 43 characters, and the secure mode.",
  youzan:
    "An application of the seller's own on Youzan Cloud: client_id, client_secret and the shop's number (kdt_id); tokens are fetched by themselves. A tool for many shops needs the tokens of the authorisation. One application serves one shop. SF Express needs the sender's mobile.",
  shopify:
    "The shop's address (https://name.myshopify.com). An application of your own: client ID and secret, tokens are fetched by themselves; a token that never expires needs no client ID. Access scopes: docs/channels/shopify.md. Without the right to customer data there are no receivers.",
  woocommerce:
    "The site's address (public, https, pretty permalinks on) and a REST API key pair with read and write permission. For messages: webhooks (order.*, product.*) with one secret.",
}
