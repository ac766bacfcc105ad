// What files told: orders of the past, and what became of every row.

import { orderSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

const rowsOf = (table: string): string => `
          select order_id, '${table}' as what, count(*) as rows from ${table} group by order_id`

export const IMPORT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I26',
    name: 'history_asks_for_nothing',
    sentence:
      'An order of the past has the whole price as its only leg, no receiver beyond a region, and no line, demand, hold, reservation or allocation.',
    title: '历史订单不占货、不发货',
    sql: `
      select ${orderSubject('o.id')} as subject, 'is history with ' || had.rows || ' rows of ' || had.what as detail
      from orders o
      join (${['order_lines', 'line_demands', 'holds', 'reservations', 'allocations'].map(rowsOf).join('\n          union all')}
      ) had on had.order_id = o.id
      where o.history
      union all
      select ${orderSubject('o.id')}, 'is history with legs ' || coalesce(leg.kinds, '(none)')
      from orders o
      left join (
        select order_id, string_agg(leg, ', ' order by leg) as kinds from payment_legs group by order_id
      ) leg on leg.order_id = o.id
      where o.history and leg.kinds is distinct from 'whole'
      union all
      select ${orderSubject('o.id')}, 'is history with lines or a receiver told by a channel'
      from orders o
      where o.history and (o.lines_version is not null or o.receiver_version is not null or o.receiver_page_id is not null)`,
  },
  {
    id: 'I27',
    name: 'rows_of_a_file_add_up',
    sentence:
      'Every row of a finished import was imported, found unchanged or quarantined, and is told of exactly once; the counts of any import are the sums of what is told.',
    title: '导入文件逐行有交代',
    sql: `
      select 'import ' || file.id as subject,
        concat_ws(' ', 'rows', file.rows_total, 'imported', file.imported, 'unchanged', file.unchanged, 'quarantined',
          file.quarantined, 'refused', file.refused, 'told', coalesce(told.imported, 0), coalesce(told.unchanged, 0),
          coalesce(told.quarantined, 0), coalesce(told.refused, 0)) as detail
      from imports file
      left join (
        select import_id, sum(rows) filter (where outcome = 'imported') as imported,
          sum(rows) filter (where outcome = 'unchanged') as unchanged,
          sum(rows) filter (where outcome = 'quarantined') as quarantined,
          sum(rows) filter (where outcome = 'refused') as refused
        from (select import_id, outcome, last_row - first_row + 1 as rows from import_results) run
        group by import_id
      ) told on told.import_id = file.id
      where (file.imported, file.unchanged, file.quarantined, file.refused) is distinct from
          (coalesce(told.imported, 0), coalesce(told.unchanged, 0), coalesce(told.quarantined, 0), coalesce(told.refused, 0))
        or (file.state = 'done' and file.rows_total is distinct from file.imported + file.unchanged + file.quarantined)
      union all
      select 'import ' || import_id, 'row ' || first_row || ' is told of twice'
      from (
        select import_id, first_row, lag(last_row) over (partition by import_id order by first_row) as told_up_to
        from import_results
      ) run
      where first_row <= told_up_to
      union all
      select 'import #' || run.import_id, count(*) || ' results without their import'
      from import_results run left join imports file on file.id = run.import_id
      where file.id is null group by run.import_id`,
  },
]
