// What could not be applied, as the console and the API show it. Content in clear is receiver data: it is answered
// only to people who may see it, for a reason, and each look is on record.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

export const QUARANTINE_ENDS = ['replayed', 'discarded', 'superseded'] as const
export type QuarantineEnd = (typeof QUARANTINE_ENDS)[number]

export const QuarantineEntry = Type.Object({
  id: Type.String(),
  /** Which entrance: `channel:taobao/<shop>`, `import:<file>`, `command:<kind>` for a command that failed. */
  source: Type.String(),
  /** Short and stable, for counting: `undecodable`, `refund_exceeds_paid`. */
  code: Type.String(),
  /** The field at fault as the entrance names it, outermost first: `orders.order[0].num`. */
  field: Nullable(Type.String()),
  reason: Type.String(),
  /** The order it is about, where that could be read. */
  order: Nullable(Type.Object({ channel: Type.String(), shop: Type.String(), platformOrderId: Type.String() })),
  /** A command that failed, rather than content that could not be read. */
  isPoison: Type.Boolean(),
  hasCorrection: Type.Boolean(),
  /** How often it was delivered. */
  seen: Type.Integer(),
  /** How often it was replayed. */
  attempts: Type.Integer(),
  firstAt: Timestamp,
  lastAt: Timestamp,
  end: Nullable(Type.Object({ as: Type.Enum(QUARANTINE_ENDS), at: Timestamp, by: Type.String() })),
  /** Orders a replay was about. */
  orderNumbers: Type.Array(Type.String()),
})
export type QuarantineEntry = Static<typeof QuarantineEntry>

export const QuarantinePage = Type.Object({
  entries: Type.Array(QuarantineEntry),
  /** Pass as `before` to get the next page; null at the end. */
  next: Nullable(Type.String()),
})
export type QuarantinePage = Static<typeof QuarantinePage>

/** A century: an age beyond it is a mistake. */
const AGE_SECONDS_MAX = 3_155_760_000

const FILTERS = {
  /** How the source begins. */
  source: Type.Optional(Type.String({ maxLength: 200 })),
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  field: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
  /** First seen at least this long ago. */
  olderThanSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: AGE_SECONDS_MAX })),
}

export const QuarantineListQuery = Type.Object({
  ...FILTERS,
  state: Type.Enum(['open', 'ended'] as const, { default: 'open' }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  before: Type.Optional(Type.String({ maxLength: 40 })),
})
export type QuarantineListQuery = Static<typeof QuarantineListQuery>

export const QuarantineReason = Type.Object({
  code: Type.String(),
  field: Nullable(Type.String()),
  /** How many wait for it. */
  count: Type.Integer(),
  oldestAt: Timestamp,
})
export type QuarantineReason = Static<typeof QuarantineReason>

export const QuarantineReasons = Type.Object({ reasons: Type.Array(QuarantineReason) })
export type QuarantineReasons = Static<typeof QuarantineReasons>

export const QuarantineAction = Type.Object({
  at: Timestamp,
  actor: Type.String(),
  action: Type.Enum([
    'opened',
    'corrected',
    'replayed',
    'replay_failed',
    'discarded',
    'reopened',
    'superseded',
  ] as const),
  /** A person's reason, the fields they changed, or what a replay answered. */
  detail: Type.String(),
})
export type QuarantineAction = Static<typeof QuarantineAction>

export const QuarantineDetail = Type.Object({
  entry: QuarantineEntry,
  /** What was done to it, the newest first. */
  actions: Type.Array(QuarantineAction),
})
export type QuarantineDetail = Static<typeof QuarantineDetail>

/** A person's own words. */
export const Because = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 400, pattern: '\\S' }) })
export type Because = Static<typeof Because>

/** Where the field at fault stands in the text, in UTF-16 units; `isMissing` marks what lacks it. */
export const FieldMark = Type.Object({
  /** JSON pointer. */
  pointer: Type.String(),
  start: Type.Integer(),
  end: Type.Integer(),
  isMissing: Type.Boolean(),
})
export type FieldMark = Static<typeof FieldMark>

export const QuarantineContent = Type.Object({
  /** Names this very content; a correction says which it is of. */
  version: Type.String(),
  /** As it came. What is no UTF-8 is shown as well as can be, and only its fields can be corrected. */
  text: Type.String(),
  bytes: Type.Integer(),
  isUtf8: Type.Boolean(),
  /** A command has no bytes to correct: it is replayed as it is, once the program is mended. */
  isCorrectable: Type.Boolean(),
  /** What a person made of it. */
  correction: Nullable(Type.String()),
  /** In the correction where there is one, else in the text. */
  mark: Nullable(FieldMark),
})
export type QuarantineContent = Static<typeof QuarantineContent>

/** Far more than the fields a person mends by hand. */
const EDITS_MAX = 50

export const FieldEdit = Type.Object({
  /** JSON pointer. */
  pointer: Type.String({ maxLength: 1_000, pattern: '^(/|$)' }),
  /** The new value as JSON text, so that no digit of a long id is lost: `2`, `"12.30"`, `3800000000000000001`. */
  json: Type.String({ minLength: 1, maxLength: 10_000 }),
})
export type FieldEdit = Static<typeof FieldEdit>

/** The whole text, or the fields to change in it. */
export const Correction = Type.Object({
  version: Type.String({ maxLength: 100 }),
  text: Type.Optional(Type.String()),
  edits: Type.Optional(Type.Array(FieldEdit, { minItems: 1, maxItems: EDITS_MAX })),
})
export type Correction = Static<typeof Correction>

export const MayCorrect = Type.Object({ correction: Type.Optional(Correction) })
export type MayCorrect = Static<typeof MayCorrect>

export const ContentProblem = Type.Object({
  code: Type.String(),
  field: Nullable(Type.String()),
  reason: Type.String(),
})
export type ContentProblem = Static<typeof ContentProblem>

export const PreviewedOrder = Type.Object({
  channel: Type.String(),
  shop: Type.String(),
  platformOrderId: Type.String(),
  placedAt: Timestamp,
  platformState: Type.String(),
  currency: Type.String(),
  payableFen: Type.Integer(),
  paidFen: Type.Integer(),
  freightFen: Type.Integer(),
  /** Of the receiver only the region. */
  region: Type.String(),
  /** Null where the platform did not send them. */
  lines: Nullable(
    Type.Array(
      Type.Object({
        skuCode: Nullable(Type.String()),
        title: Type.String(),
        quantity: Type.Integer(),
        payableFen: Type.Integer(),
      }),
    ),
  ),
})
export type PreviewedOrder = Static<typeof PreviewedOrder>

export const PreviewedCommand = Type.Object({
  kind: Type.String(),
  /** Of an order's snapshot. */
  order: Nullable(PreviewedOrder),
  /** Of any other command: its figures and codes by name. */
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
export type PreviewedCommand = Static<typeof PreviewedCommand>

export const QuarantinePreview = Type.Object({
  /** What it becomes; null where it still cannot be read. */
  commands: Nullable(Type.Array(PreviewedCommand)),
  problem: Nullable(ContentProblem),
  /** Where the problem's field stands in the corrected text. */
  mark: Nullable(FieldMark),
})
export type QuarantinePreview = Static<typeof QuarantinePreview>

export const REPLAY_OUTCOMES = ['replayed', 'failed', 'content_changed', 'already_resolved'] as const

export const ReplayResult = Type.Object({
  outcome: Type.Enum(REPLAY_OUTCOMES),
  /** Orders the commands were about. */
  orderNumbers: Type.Array(Type.String()),
  /** Why it failed. */
  problem: Nullable(ContentProblem),
})
export type ReplayResult = Static<typeof ReplayResult>

/** False where it was not open to be discarded, or not discarded to be reopened. */
export const QuarantineDecided = Type.Object({ done: Type.Boolean() })
export type QuarantineDecided = Static<typeof QuarantineDecided>

export const ReplayRunWish = Type.Object({ filter: Type.Object(FILTERS) })
export type ReplayRunWish = Static<typeof ReplayRunWish>

export const ReplayRun = Type.Object({
  id: Type.String(),
  startedBy: Type.String(),
  startedAt: Timestamp,
  /** Null while it goes on. */
  endedAt: Nullable(Timestamp),
  /** Rows to replay, rows that ended, rows that failed again. */
  total: Type.Integer(),
  replayed: Type.Integer(),
  failed: Type.Integer(),
})
export type ReplayRun = Static<typeof ReplayRun>

/** The newest run; null where there never was one. */
export const NewestReplayRun = Type.Object({ run: Nullable(ReplayRun) })
export type NewestReplayRun = Static<typeof NewestReplayRun>

/** False where another run is under way: that is the one answered. */
export const StartedReplayRun = Type.Object({ started: Type.Boolean(), run: ReplayRun })
export type StartedReplayRun = Static<typeof StartedReplayRun>
