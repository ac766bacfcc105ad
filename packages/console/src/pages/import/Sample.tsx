import type { PreviewedTable } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { rowProblemText } from './row-problem-text.ts'
import styles from './sample.module.css'

/** The first rows as they are in the file, receivers masked, and what is wrong with those that were tried. */
export function Sample({ table }: { table: PreviewedTable }) {
  const words = useWords()
  const { t, word } = words
  const fieldOf = new Map(Object.entries(table.mapping.columns).map(([field, column]) => [column, field]))
  const badRows = new Set(table.problems.map(({ row }) => row))
  const form = table.kind === 'csv' ? `CSV · ${table.encoding ?? ''}` : `XLSX · ${table.sheet ?? ''}`
  return (
    <Panel title={t('imports.sample')} note={`${form} · ${t('imports.sampleNote')}`} testId="import-sample">
      {table.problems.length > 0 && (
        <ul className={styles['problems']} data-testid="sample-problems">
          {table.problems.map((problem) => (
            <li key={problem.row}>{t('fault.row', { n: problem.row, what: rowProblemText(words, problem) })}</li>
          ))}
        </ul>
      )}
      <div className={styles['scroll']}>
        <table>
          <thead>
            <tr>
              <th>{table.headerRow}</th>
              {table.columns.map((column, index) => (
                <th key={index}>
                  {column}
                  {fieldOf.has(column) && <small>{word('importField', fieldOf.get(column) ?? '')}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ row, cells }) => (
              <tr key={row} className={cx(badRows.has(row) && styles['bad'])}>
                <th>{row}</th>
                {cells.map((cell, index) => (
                  <td key={index}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
