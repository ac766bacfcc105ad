import { useEffect, useRef } from 'react'
import type { FieldMark } from '@tidegate/contract'
import { useWords } from '../../ui/use-words.ts'
import styles from './content.module.css'

/** Above the mark some lines stay in view. */
const LINES_ABOVE_PX = 90

/** Content to read, with the field at fault marked and in view. */
export function MarkedText({ text, mark }: { text: string; mark: FieldMark | null }) {
  const { t } = useWords()
  const frame = useRef<HTMLPreElement>(null)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (frame.current === null || place.current === null) return
    frame.current.scrollTop = place.current.offsetTop - LINES_ABOVE_PX
  }, [mark])
  const name = mark?.pointer.split('/').at(-1) ?? ''
  return (
    <pre ref={frame} className={styles['text']} aria-label={t('quarantine.content')} data-testid="raw-text">
      {mark === null ? (
        text
      ) : (
        <>
          {text.slice(0, mark.start)}
          <mark ref={place} title={t('quarantine.mark')} data-testid="raw-mark">
            {text.slice(mark.start, mark.end)}
          </mark>
          {mark.isMissing && <em>{t('quarantine.missingField', { name })}</em>}
          {text.slice(mark.end)}
        </>
      )}
    </pre>
  )
}
