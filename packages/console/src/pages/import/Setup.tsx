import { Input, Segmented, Select } from 'antd'
import { BAD_ROW_POLICIES, REPEATED_LINE_POLICIES } from '@tidegate/contract'
import type { BadRowPolicy, Import, ImportColumns, ImportMode, RepeatedLinePolicy } from '@tidegate/contract'
import { useState } from 'react'
import { useImportPreview, useStartImport } from '../../api/imports.ts'
import { problemText } from '../../api/problem-text.ts'
import { FilterField } from '../../ui/FilterBar.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { useMayMend } from '../quarantine/may-mend.ts'
import { Mapping } from './Mapping.tsx'
import { Sample } from './Sample.tsx'
import styles from './setup.module.css'

const MODES = ['live', 'history'] as const

/** What a person says of the file before it is imported; every choice is tried on its first rows at once. */
export function Setup({ shown }: { shown: Import }) {
  const words = useWords()
  const { t, word } = words
  const toast = useToast()
  const mayImport = useMayMend()
  const [source, setSource] = useState<string | null>(null)
  const [mode, setMode] = useState<ImportMode | null>(null)
  const [columns, setColumns] = useState<ImportColumns | null>(null)
  const [sheet, setSheet] = useState<string | null>(null)
  const [badRows, setBadRows] = useState<BadRowPolicy>('set_aside')
  const [repeatedLines, setRepeatedLines] = useState<RepeatedLinePolicy>('set_aside')
  const start = useStartImport(shown.id)
  const reading = sheet === null ? {} : { sheet }
  const { data, error, isPlaceholderData } = useImportPreview(shown.id, {
    ...reading,
    ...(mode === null ? {} : { mode }),
    ...(columns === null ? {} : { columns }),
  })
  if (error !== null) return <Panel title={t('imports.setup')}>{problemText(t, error)}</Panel>
  if (data === undefined) return <Panel title={t('imports.setup')}>{t('loading')}</Panel>
  const { table, problem } = data
  if (table === null) {
    return (
      <Panel title={t('imports.setup')} testId="import-unreadable">
        <p className={styles['problem']}>
          {word('importFailure', problem?.code ?? '')} <small>{problem?.detail}</small>
        </p>
      </Panel>
    )
  }
  const chosenSource = source ?? table.source
  const reason = () => {
    if (!mayImport) return t('imports.mayNot')
    const fields = table.missing.map((field) => word('importField', field)).join('、')
    if (fields !== '') return t('imports.missing', { fields })
    return chosenSource.trim() === '' ? t('imports.sourceMissing') : null
  }
  const begin = async () => {
    const { mapping } = table
    const wish = { source: chosenSource.trim(), ...mapping, badRows, repeatedLines, ...reading }
    try {
      await start.mutateAsync(wish)
    } catch (failure) {
      toast.failed(problemText(t, failure))
    }
  }
  return (
    <>
      <Panel title={t('imports.setup')} note={t(`imports.origin_${table.origin}`)} testId="import-setup">
        <div className={styles['choices']}>
          <FilterField label={t('imports.mode')}>
            <Segmented<ImportMode>
              value={table.mapping.mode}
              options={MODES.map((value) => ({ value, label: word('importMode', value) }))}
              onChange={setMode}
            />
          </FilterField>
          <FilterField label={t('imports.source')}>
            <Input
              value={chosenSource}
              maxLength={60}
              onChange={(event) => setSource(event.target.value)}
              style={{ width: 180 }}
              data-testid="import-source"
            />
          </FilterField>
          {table.sheets.length > 1 && (
            <FilterField label={t('imports.sheet')}>
              <Select
                value={table.sheet}
                popupMatchSelectWidth={false}
                options={table.sheets.map((value) => ({ value, label: value }))}
                onChange={setSheet}
              />
            </FilterField>
          )}
          <FilterField label={t('imports.badRows')}>
            <Select
              value={badRows}
              popupMatchSelectWidth={false}
              options={BAD_ROW_POLICIES.map((value) => ({ value, label: t(`imports.badRows_${value}`) }))}
              onChange={setBadRows}
            />
          </FilterField>
          {table.mapping.mode === 'live' && (
            <FilterField label={t('imports.repeatedLines')}>
              <Select
                value={repeatedLines}
                popupMatchSelectWidth={false}
                options={REPEATED_LINE_POLICIES.map((value) => ({ value, label: t(`imports.repeated_${value}`) }))}
                onChange={setRepeatedLines}
              />
            </FilterField>
          )}
        </div>
        <p className={styles['start']}>
          <ReasonButton
            type="primary"
            reason={reason()}
            loading={start.isPending || isPlaceholderData}
            onClick={() => void begin()}
            data-testid="import-start"
          >
            {t('imports.start')}
          </ReasonButton>
          <span>{t(`imports.modeNote_${table.mapping.mode}`)}</span>
        </p>
      </Panel>
      <Mapping table={table} onChange={setColumns} />
      <Sample table={table} />
    </>
  )
}
