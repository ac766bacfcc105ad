// What the push puts up with, beside the limits clients must know (PUSH_LIMITS in the contract). Together they
// bound its memory, whatever clients do: connections × topics, and one frame in flight each.
import { PUSH_LIMITS } from '@tidegate/contract'

export interface PushServerLimits {
  connectionsMax: number
  connectionsPerCallerMax: number
  /** After a restart everybody comes back at once; the rest is told to come a moment later. */
  acceptsPerSecondMax: number
  /** Distinct topics somebody subscribes to, per merchant. */
  topicsPerMerchantMax: number
  /** Rows in one message: a stalled client holds one message of ours. */
  rowsPerFrameMax: number
  /** Answers a client may leave unread before it is closed. */
  unreadAnswersMax: number
  /** Changes within this time leave in one message. */
  flushIntervalMs: number
  /** How late a sign-out, a revocation or a new role is noticed that another process recorded. */
  accessCheckMs: number
  aliveIntervalMs: number
  deadAfterMs: number
}

export const PUSH_SERVER_LIMITS: PushServerLimits = {
  // Every console of a large merchant and its integrations, four times over.
  connectionsMax: 2_000,
  // One person's tabs, or one key's processes.
  connectionsPerCallerMax: 100,
  // Five thousand are back within half a minute; an accept costs about 1 ms, so the rest of the work goes on.
  acceptsPerSecondMax: 200,
  // About 50 MB when full, of 500 B a topic and its row.
  topicsPerMerchantMax: 100_000,
  // About 20 KB.
  rowsPerFrameMax: 100,
  unreadAnswersMax: 250,
  // Far below what a person sees; enough for a batch's rows to share a frame.
  flushIntervalMs: 5,
  accessCheckMs: 5_000,
  aliveIntervalMs: PUSH_LIMITS.aliveIntervalMs,
  deadAfterMs: PUSH_LIMITS.deadAfterMs,
}
