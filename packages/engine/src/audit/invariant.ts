// One sentence that is always true, and the query that finds where it is not. The queries are written
// from the schema and docs/reference, apart from the code they audit: shared code would share its mistakes.

export interface Invariant {
  /** Number in the list of promises; a letter where one promise needs several queries. */
  id: string
  name: string
  sentence: string
  /** The same in a few Chinese words, for reports people read. */
  title: string
  /** One row per violation: `subject` names the row by its natural key, `detail` says what is wrong. */
  sql: string
}

/** Nothing of order `o` may be promised or shipped any more. */
export const IS_DEAD = `(o.history or o.cancel_requested or o.platform_state = 'closed' or o.payment = 'refunded')`

/** Names an order by its number, a row without an order by its id. */
export function orderSubject(id: string): string {
  return `'order ' || coalesce((select named.number from orders named where named.id = ${id}), '#' || ${id})`
}

export function poolSubject(row: string): string {
  return `'pool ' || ${skuCode(`${row}.sku_id`)} || '/' || ${row}.supply`
}

export function levelSubject(row: string): string {
  return `'level ' || ${skuCode(`${row}.sku_id`)} || '@' || ${locationCode(`${row}.location_id`)}`
}

function skuCode(id: string): string {
  return `coalesce((select named.code from skus named where named.id = ${id}), '#' || ${id})`
}

function locationCode(id: string): string {
  return `coalesce((select named.code from locations named where named.id = ${id}), '#' || ${id})`
}
