import { useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import styles from './order-search.module.css'

/** Our own numbers, however they are pasted: they lead to the order at once, anything else to what is found by it. */
const OWN_NUMBER = /^[A-Z]{2}\d{24}$/

function pathOf(text: string): string {
  const number = text.replaceAll(/\s/g, '').toUpperCase()
  return OWN_NUMBER.test(number) ? paths.order(number) : paths.ordersFound(text.trim())
}

export function OrderSearch({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const open = () => {
    if (text.trim() === '') return
    setText('')
    inputRef.current?.blur()
    void navigate(pathOf(text))
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
          maxLength={100}
          enterKeyHint="go"
          data-testid="order-search"
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  )
}
