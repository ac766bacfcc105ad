export type { Carrier } from './channels/carriers.ts'
export { CARRIERS } from './channels/carriers.ts'
export { CHANNEL_ERROR_KINDS, ChannelError, NO_CAPABILITIES } from './channels/channel.ts'
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
export type {
  AccessField,
  AccessValues,
  AdapterOptions,
  ChannelDefinition,
  ConnectionOptions,
  Words,
} from './channels/definition.ts'
export { GatewayUrlError } from './channels/gateway-url.ts'
export { parseLossless, parseLosslessBytes } from './channels/json.ts'
export type { JsonProblemKind, ParsedJson } from './channels/json.ts'
export type { Listing, ListingKey, ListingSource } from './channels/listings.ts'
export type {
  PushDelivery,
  PushListener,
  PushNotice,
  PushReceiver,
  PushReply,
  PushRequest,
  PushVerdict,
} from './channels/push.ts'
export { CHANNEL_DEFINITIONS, channelDefinition } from './channels/registry.ts'
export { confirmOnce } from './channels/shipments.ts'
export type { ConfirmOutcome, Parcel, PlatformParcel, ShipmentConfirming } from './channels/shipments.ts'
export type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from './channels/stock.ts'
export { fixedTokens, TokenKeeper } from './channels/tokens.ts'
export type { ChannelTokens, TokenSource } from './channels/tokens.ts'
export { builtInMapping } from './files/built-in-mappings.ts'
export { decodeOrder, orderIdOf } from './files/decode-order.ts'
export type { DecodedRows, ImportCommand, ImportRules } from './files/decode-order.ts'
export { ENCODINGS } from './files/encoding.ts'
export { guessColumns, guessMode, missingFields } from './files/guess-columns.ts'
export { parseKept, rowMapper, toKept } from './files/map-rows.ts'
export type { MappedRow } from './files/map-rows.ts'
export { openTable } from './files/open-table.ts'
export type { BadRow, FieldRow } from './files/read-fields.ts'
export { FILE_PROBLEMS, FileError } from './files/table.ts'
export type { Cell, FileProblem, FileRow, FileSource, Table } from './files/table.ts'
