// The closed word lists that plain strings on the wire come from. Types only: a client that words one of
// them is told by its compiler when a word is added.

export type {
  Channel,
  EventKind,
  FulfillmentState,
  HoldKind,
  LegKind,
  MovementKind,
  PaymentState,
  PlaceableHoldKind,
  PlatformState,
} from '@tidegate/domain'
