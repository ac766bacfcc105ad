import { Button, Input, Select, Space } from 'antd'
import { useWords } from '../../ui/use-words.ts'
import styles from './content.module.css'
import { toEdited } from './json-value.ts'
import type { EditedValue, ValueType } from './json-value.ts'

export interface FieldDraft extends EditedValue {
  /** JSON pointer. */
  pointer: string
  /** The value there is, as JSON writes it; null where there is none. */
  literal: string | null
}

interface Props {
  draft: FieldDraft
  onChange: (draft: FieldDraft) => void
}

/** One value, and whether it is text: "2" and 2 are different things to a marketplace. */
export function FieldEditor({ draft, onChange }: Props) {
  const { t } = useWords()
  const { pointer, type, value, literal } = draft
  return (
    <div className={styles['field']}>
      <code>{pointer}</code>
      <Space.Compact block>
        <Select<ValueType>
          className={styles['type'] ?? ''}
          value={type}
          options={[
            { value: 'text', label: t('quarantine.typeText') },
            { value: 'other', label: t('quarantine.typeOther') },
          ]}
          onChange={(next) => onChange({ ...draft, type: next })}
          aria-label={t('quarantine.type', { pointer })}
        />
        <Input
          value={value}
          onChange={(event) => onChange({ ...draft, value: event.target.value })}
          aria-label={t('quarantine.newValue', { pointer })}
          data-testid="field-value"
        />
      </Space.Compact>
      <Button onClick={() => onChange({ pointer, literal, ...toEdited(literal) })}>{t('quarantine.undoEdit')}</Button>
    </div>
  )
}
