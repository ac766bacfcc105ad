export { CHANNEL_ERROR_KINDS, ChannelError } from './channels/channel.ts'
export type {
  ChannelAdapter,
  ChannelErrorKind,
  ChannelLimits,
  DecodedOrder,
  DecodeProblem,
  ListedOrder,
  ListedRefund,
  Window,
} from './channels/channel.ts'
export { GatewayUrlError } from './channels/gateway-url.ts'
export { parseLossless, parseLosslessBytes } from './channels/json.ts'
export type { JsonProblemKind, ParsedJson } from './channels/json.ts'
export { createTaobaoChannel, TAOBAO_GATEWAY_HOSTS } from './channels/taobao/adapter.ts'
export type { TaobaoChannelOptions } from './channels/taobao/adapter.ts'
export { decodeTaobaoOrder } from './channels/taobao/decode-order.ts'
