import { Table } from 'antd'
import { useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { useKeys } from './use-keys.ts'
import { cx } from './cx.ts'
import styles from './data-table.module.css'
import { walkRows } from './walk-rows.ts'

export interface DataColumn<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** In pixels; a column without one takes what is left. */
  width?: number
  align?: 'left' | 'right'
}

interface Selection {
  keys: readonly string[]
  onChange: (keys: string[]) => void
}

interface Props<Row> {
  columns: readonly DataColumn<Row>[]
  /** One page of them, as the server cut it; undefined while the first page loads. */
  rows: readonly Row[] | undefined
  rowKey: keyof Row & string
  /** Below this many pixels the table scrolls sideways. */
  minWidth: number
  empty: ReactNode
  onOpen?: (row: Row) => void
  selection?: Selection
  /** What is shown is of an earlier question. */
  isStale?: boolean
  testId?: string
}

/** Below the bar, which stays in view too. */
const STICKY_OFFSET_PX = 52

/**
 * A list's rows. `j` and `k` walk them by the first link of each, Enter opens it, `x` selects it, Esc leaves.
 * A page of rows at a time: the server pages by cursor, so the table never holds more than a page.
 */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { columns, rows, rowKey, minWidth, empty, onOpen, selection, isStale, testId } = props
  const host = useRef<HTMLDivElement>(null)
  useTableKeys(host, selection)
  return (
    <div
      ref={host}
      className={cx(styles['table'], isStale && styles['stale'])}
      aria-busy={isStale === true}
      data-testid={testId}
    >
      <Table<Row>
        size="small"
        columns={columns.map(({ render, ...column }) => ({ ...column, render: (_: unknown, row: Row) => render(row) }))}
        dataSource={rows === undefined ? [] : [...rows]}
        rowKey={rowKey}
        pagination={false}
        loading={rows === undefined ? { delay: 300 } : false}
        sticky={{ offsetHeader: STICKY_OFFSET_PX }}
        scroll={{ x: minWidth }}
        tableLayout="fixed"
        locale={{ emptyText: rows === undefined ? <div className={styles['loading']} /> : empty }}
        onRow={(row) => ({
          onClick: (event) => {
            if (isPlainClick(event)) onOpen?.(row)
          },
        })}
        {...(onOpen === undefined ? {} : { rowClassName: styles['opens'] ?? '' })}
        {...(selection === undefined
          ? {}
          : {
              rowSelection: {
                columnWidth: 40,
                selectedRowKeys: [...selection.keys],
                onChange: (keys: readonly (string | number | bigint)[]) => selection.onChange(keys.map(String)),
              },
            })}
      />
    </div>
  )
}

function useTableKeys(host: { current: HTMLElement | null }, selection: Selection | undefined): void {
  useKeys({
    j: () => walkRows(host.current, 1),
    k: () => walkRows(host.current, -1),
    x: () => {
      const key = document.activeElement?.closest('tr[data-row-key]')?.getAttribute('data-row-key')
      if (selection === undefined || key === null || key === undefined) return
      const { keys, onChange } = selection
      onChange(keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key])
    },
    Escape: () => {
      if (selection !== undefined && selection.keys.length > 0) selection.onChange([])
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
  })
}

/** Not on something that has a click of its own, and not the end of marking text to copy. */
function isPlainClick(event: MouseEvent): boolean {
  const isOwn = event.target instanceof Element && event.target.closest('a, button, input, label') !== null
  return !isOwn && getSelection()?.isCollapsed !== false
}
