import { Select } from 'antd'
import { IMPORT_FIELDS } from '@tidegate/contract'
import type { ImportColumns, ImportField, PreviewedTable } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './mapping.module.css'

interface Props {
  table: PreviewedTable
  onChange: (columns: ImportColumns) => void
}

const NOTHING = ''

/** Each column of the file and what it is taken for. A meaning belongs to one column: taken by another, it moves. */
export function Mapping({ table, onChange }: Props) {
  const { t, word } = useWords()
  const fieldOf = new Map(
    Object.entries(table.mapping.columns).map(([field, column]) => [column, field as ImportField]),
  )
  const choose = (column: string, field: ImportField | typeof NOTHING) => {
    const others = Object.entries(table.mapping.columns).filter(([name, at]) => at !== column && name !== field)
    onChange(Object.fromEntries(field === NOTHING ? others : [...others, [field, column]]) as ImportColumns)
  }
  const options = [
    { value: NOTHING as ImportField | typeof NOTHING, label: t('imports.notUsed') },
    ...IMPORT_FIELDS.map((value) => ({ value, label: word('importField', value) })),
  ]
  return (
    <Panel title={t('imports.columns')} note={t('imports.columnsNote')} testId="import-mapping">
      <ul className={styles['columns']}>
        {table.columns
          .filter((column) => column !== '')
          .map((column) => {
            const field = fieldOf.get(column)
            return (
              <li key={column} className={cx(field === undefined && styles['unused'])}>
                <span title={column}>{column}</span>
                <Select
                  aria-label={column}
                  value={field ?? NOTHING}
                  options={options}
                  popupMatchSelectWidth={false}
                  showSearch
                  optionFilterProp="label"
                  onChange={(value) => choose(column, value as ImportField | typeof NOTHING)}
                  data-column={column}
                />
              </li>
            )
          })}
      </ul>
    </Panel>
  )
}
