// Guards: a transaction whose connection died does nothing more. The driver (postgres 3.4.9) sends its
// `rollback` to the dead connection, which ends our whole process (porsager/postgres issue 1208), and it
// sends a later statement to whatever that connection has become by then: another batch's transaction.

import type { Database, Transaction } from './connect.ts'

/** A lost connection is reported to the transaction at once; only its error may arrive before that. */
const LOSS_REPORTED_MS_MAX = 250

type Work = (tx: Transaction) => Promise<unknown>
/** The driver's own errors and those of PostgreSQL carry these; others do not. */
type LostPerhaps = Error & { code?: string; severity?: string }
type Begin = (options: string, work: Work) => Promise<unknown>

/** The same database, whose transactions end with their connection: begin rejects, their work is left where it stands. */
export function endingWithConnection(sql: Database): Database {
  const begin = sql.begin.bind(sql) as unknown as Begin
  const guardedBegin = (...args: [string, Work] | [Work]): Promise<unknown> => {
    const [options, work] = args.length === 2 ? args : ['', args[0]]
    return run(begin, options, work)
  }
  return Object.assign(sql, { begin: guardedBegin })
}

function run(begin: Begin, options: string, work: Work): Promise<unknown> {
  let isOver = false
  const attempt = begin(options, (tx) => {
    // Left unsettled once the transaction is over: settling it is what makes the driver write again.
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => (isOver ? undefined : end())
      work(refusingWhen(tx, () => isOver)).then(
        (value) => settle(() => resolve(value)),
        (error: LostPerhaps) => {
          if (mayMeanLoss(error)) setTimeout(() => settle(() => reject(error)), LOSS_REPORTED_MS_MAX).unref()
          else settle(() => reject(error))
        },
      )
    })
  })
  attempt.catch(() => {
    isOver = true
  })
  return attempt
}

/** Every statement goes through here, so none can follow the end of its transaction. */
function refusingWhen(tx: Transaction, isOver: () => boolean): Transaction {
  const refuse = (): void => {
    if (isOver()) throw new Error('the transaction is over: its connection was lost')
  }
  return new Proxy(tx, {
    apply(target, self, args) {
      refuse()
      return Reflect.apply(target, self, args) as unknown
    },
    get(target, name) {
      refuse()
      return Reflect.get(target, name) as unknown
    },
  })
}

/** Perhaps of another connection: then this one is alive, and its transaction is rolled back a moment later. */
function mayMeanLoss(error: LostPerhaps): boolean {
  const code = error.code ?? ''
  return (
    error.severity === 'FATAL' || error.severity === 'PANIC' || code.startsWith('CONNECT') || /^E[A-Z]+$/.test(code)
  )
}
