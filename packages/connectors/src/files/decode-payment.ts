// What a row says was paid. Reports differ: some tell what was paid before refunds, some what is left after them, and
// lists of orders to ship often tell nothing. Where what is said does not sum, nobody guesses.

import type { Fen, Instant, PlatformState } from '@tidegate/domain'
import type { RowReader } from './read-fields.ts'

export interface Payment {
  /** Before anything went back. */
  paidFen: Fen
  paidAt: Instant | null
  refundedFen: Fen
  platformState: PlatformState
}

interface StateWord {
  isPaid: boolean | null
  platformState: PlatformState
}

const UNPAID: StateWord = { isPaid: false, platformState: 'open' }
const PAID: StateWord = { isPaid: true, platformState: 'open' }
const COMPLETED: StateWord = { isPaid: true, platformState: 'completed' }
const CLOSED: StateWord = { isPaid: null, platformState: 'closed' }

/** How shops and programs write an order's state. */
const STATE_WORDS: ReadonlyMap<string, StateWord> = new Map(
  Object.entries({
    '待付款 等待买家付款 未付款 unpaid pending': UNPAID,
    '已付款 买家已付款 买家已付款,等待卖家发货 待发货 等待卖家发货 部分发货 已发货 卖家已发货 卖家已发货,等待买家确认 paid to_ship processing shipped':
      PAID,
    '交易成功 已完成 已签收 completed finished done': COMPLETED,
    '交易关闭 已关闭 已取消 closed cancelled canceled': CLOSED,
  }).flatMap(([names, word]) => names.split(' ').map((name) => [name, word] as const)),
)

export function readPayment(
  reader: RowReader,
  { payableFen, placedAt }: { payableFen: Fen; placedAt: Instant },
): Payment {
  const { isPaid, platformState } = readState(reader)
  const paidAt = reader.optionalTime('paid_at')
  const refundedFen = reader.optionalFen('refunded') ?? 0
  const saidFen = reader.optionalFen('paid')
  const paidFen =
    saidFen === null
      ? impliedPaid(reader, { isPaid, paidAt, payableFen })
      : gross(reader, { saidFen, refundedFen, payableFen })
  if (refundedFen > paidFen) reader.fail('refunded', 'payment_unclear', 'at most what was paid')
  if (paidFen > 0 && isPaid === false) reader.fail('state', 'payment_unclear', 'a state that fits what was paid')
  if (paidFen === 0 && payableFen > 0 && paidAt !== null) {
    reader.fail('paid_at', 'payment_unclear', 'no time of payment where nothing was paid')
  }
  return { paidFen, paidAt: paidFen > 0 ? (paidAt ?? placedAt) : null, refundedFen, platformState }
}

function readState(reader: RowReader): StateWord {
  if (!reader.has('state')) return { isPaid: null, platformState: 'open' }
  const text = reader.text('state').normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  return STATE_WORDS.get(text) ?? reader.fail('state', 'bad_state', 'a state like 待付款, 待发货, paid, closed')
}

/** Of a file without amounts paid: its state or time of payment says so, and a bare list of orders is one to ship. */
function impliedPaid(
  reader: RowReader,
  { isPaid, paidAt, payableFen }: { isPaid: boolean | null; paidAt: Instant | null; payableFen: Fen },
): Fen {
  if (isPaid !== null) return isPaid ? payableFen : 0
  const saysNothing = !reader.knows('paid_at') && !reader.knows('state') && !reader.knows('paid')
  return paidAt !== null || saysNothing ? payableFen : 0
}

/** Before refunds, whether the file tells it so or net of them. */
function gross(
  reader: RowReader,
  { saidFen, refundedFen, payableFen }: { saidFen: Fen; refundedFen: Fen; payableFen: Fen },
): Fen {
  if (saidFen > payableFen) reader.fail('paid', 'amount_mismatch', 'at most what was owed')
  if (refundedFen === 0 || saidFen === payableFen) return saidFen
  if (saidFen + refundedFen === payableFen) return payableFen
  return reader.fail('paid', 'amount_mismatch', 'what was owed, or that less what was refunded')
}
