import { useRef } from 'react'
import { useNewestOrders } from '../../api/queries.ts'
import { problemText } from '../../api/problem-text.ts'
import { useKeys } from '../../ui/use-keys.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './newest-orders.module.css'
import { OrderRow } from './OrderRow.tsx'
import { useLookedAt } from './use-looked-at.ts'
import { useSteadyOrders } from './use-steady-orders.ts'

const COLUMNS = ['Number', 'Channel', 'Placed', 'Stage', 'Province', 'Amount', 'Units', 'Where'] as const
/** Empty rows that keep the table's height while the first page loads. */
const LOADING_ROWS = 20

export function NewestOrders() {
  const { t } = useWords()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, error } = useNewestOrders()
  const isHeld = useLookedAt(body)
  const { rows, waiting, isNew } = useSteadyOrders(data?.orders, isHeld)
  useRowKeys(body)
  const note = isHeld && rows.length > 0 ? t('overview.paused') : undefined
  return (
    <Panel
      flush
      title={t('overview.newest')}
      note={note}
      aside={waiting > 0 && <span className={styles['waiting']}>{t('overview.waiting', { n: waiting })}</span>}
      testId="newest-orders"
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={styles[column.toLowerCase()]}>
                {t(`overview.column${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((order) => (
            <OrderRow key={order.number} order={order} isNew={isNew(order.number)} />
          ))}
          {data === undefined && error === null && <LoadingRows />}
        </tbody>
      </table>
      {data?.orders.length === 0 && <p className={styles['empty']}>{t('overview.newestEmpty')}</p>}
      {data === undefined && error !== null && <p className={styles['empty']}>{problemText(t, error)}</p>}
    </Panel>
  )
}

function LoadingRows() {
  return Array.from({ length: LOADING_ROWS }, (_, index) => (
    <tr key={index} aria-hidden="true">
      <td colSpan={COLUMNS.length}>&nbsp;</td>
    </tr>
  ))
}

/** j and k walk the rows' links; Enter opens one as any link. */
function useRowKeys(body: { current: HTMLTableSectionElement | null }): void {
  const links = () => [...(body.current?.querySelectorAll('a') ?? [])]
  const move = (by: 1 | -1) => {
    const all = links()
    const at = all.findIndex((link) => link === document.activeElement)
    const next = at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)
    all[next]?.focus()
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Escape: () =>
      links()
        .find((link) => link === document.activeElement)
        ?.blur(),
  })
}
