import { Input, Segmented } from 'antd'
import { useState } from 'react'
import type { Correction, FieldMark, QuarantineContent, QuarantinePreview } from '@tidegate/contract'
import { useWords } from '../../ui/use-words.ts'
import styles from './content.module.css'
import { FieldEditor } from './FieldEditor.tsx'
import type { FieldDraft } from './FieldEditor.tsx'
import { literalAt, toEdited, toLiteral } from './json-value.ts'
import { MarkedText } from './MarkedText.tsx'
import { ReplayButtons } from './ReplayButtons.tsx'

interface Props {
  id: string
  content: QuarantineContent
  onPreview: (preview: QuarantinePreview | null) => void
  onReload: () => void
}

/** A request may be a megabyte; characters may take several bytes. */
const WHOLE_TEXT_CHARACTERS_MAX = 250_000

type Mode = 'field' | 'text'

/** Mends the content: the values at fault one by one, or the text as a whole. */
export function Editor({ id, content, onPreview, onReload }: Props) {
  const { t } = useWords()
  const kept = content.correction ?? content.text
  const [mode, setMode] = useState<Mode>(content.mark === null ? 'text' : 'field')
  const [text, setText] = useState(kept)
  const [drafts, setDrafts] = useState<FieldDraft[]>(() => (content.mark === null ? [] : [draftOf(kept, content.mark)]))
  const isTooLong = kept.length > WHOLE_TEXT_CHARACTERS_MAX
  const show = (next: QuarantinePreview | null) => {
    const fault = next?.mark ?? null
    // Once one field is right another may turn out to be at fault: it gets a box of its own.
    if (fault !== null && drafts.every(({ pointer }) => pointer !== fault.pointer))
      setDrafts([...drafts, draftOf(kept, fault)])
    onPreview(next)
  }
  const changed = drafts.filter(isChanged)
  const refusal =
    mode === 'field' && changed.some((draft) => toLiteral(draft) === null) ? t('problem.bad_request') : null
  const correction = mode === 'field' ? fieldCorrection(content, changed) : textCorrection(content, text)
  return (
    <>
      <div className={styles['mode']}>
        <Segmented<Mode>
          value={mode}
          options={[
            { value: 'field', label: t('quarantine.modeField'), disabled: drafts.length === 0 },
            { value: 'text', label: t('quarantine.modeText'), disabled: isTooLong },
          ]}
          onChange={setMode}
        />
        {isTooLong && <span className={styles['hint']}>{t('quarantine.tooLong')}</span>}
      </div>
      {mode === 'field' && (
        <div className={styles['fields']}>
          {drafts.map((draft) => (
            <FieldEditor
              key={draft.pointer}
              draft={draft}
              onChange={(next) => setDrafts(drafts.map((each) => (each.pointer === next.pointer ? next : each)))}
            />
          ))}
        </div>
      )}
      {mode === 'field' || isTooLong ? (
        <MarkedText text={kept} mark={content.mark} />
      ) : (
        <Input.TextArea
          className={styles['whole'] ?? ''}
          value={text}
          autoSize={{ minRows: 10, maxRows: 30 }}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          aria-label={t('quarantine.content')}
          data-testid="whole-text"
        />
      )}
      <ReplayButtons id={id} correction={correction} refusal={refusal} onPreview={show} onReload={onReload} />
    </>
  )
}

function draftOf(text: string, { pointer }: FieldMark): FieldDraft {
  const literal = literalAt(text, pointer)
  return { pointer, literal, ...toEdited(literal) }
}

function isChanged(draft: FieldDraft): boolean {
  const initial = toEdited(draft.literal)
  return draft.type !== initial.type || draft.value !== initial.value
}

function fieldCorrection({ version }: QuarantineContent, changed: readonly FieldDraft[]): Correction | null {
  const edits = changed.flatMap((draft) => {
    const json = toLiteral(draft)
    return json === null ? [] : [{ pointer: draft.pointer, json }]
  })
  return edits.length === 0 ? null : { version, edits }
}

function textCorrection({ version, text: original, correction }: QuarantineContent, text: string): Correction | null {
  return text === (correction ?? original) ? null : { version, text }
}
