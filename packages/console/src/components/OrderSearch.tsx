import { useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import styles from './order-search.module.css'

/** Numbers are pasted with stray blanks and typed in lower case. */
function toNumber(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase()
}

export function OrderSearch({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const open = () => {
    const number = toNumber(text)
    if (number === '') return
    setText('')
    inputRef.current?.blur()
    void navigate(paths.order(number))
  }
  return (
    <search className={styles['search']}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          open()
        }}
      >
        <input
          ref={inputRef}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
          placeholder={t('shell.search')}
          aria-label={t('shell.searchLabel')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          enterKeyHint="go"
          data-testid="order-search"
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  )
}
