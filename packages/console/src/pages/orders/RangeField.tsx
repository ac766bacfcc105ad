import { useState } from 'react'
import { FilterField } from '../../ui/FilterBar.tsx'
import { useWords } from '../../ui/use-words.ts'
import { endsOf, joined } from './order-choice.ts'
import styles from './order-filters.module.css'

interface Props {
  label: string
  /** `from..to` in yuan. */
  value: string
  onChange: (value: string) => void
  testId: string
}

/** Two amounts, taken over by Enter or on leaving: a number half typed is no filter. */
export function RangeField({ label, value, onChange, testId }: Props) {
  const { t } = useWords()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed by another way: back, a view, or cleared filters.
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const [from, to] = endsOf(typed)
  const take = () => {
    if (typed !== value) onChange(typed)
  }
  const amount = (text: string) => text.replaceAll(/[^\d.]/g, '').replace(/\.{2,}/, '.')
  const shared = {
    inputMode: 'decimal' as const,
    autoComplete: 'off',
    maxLength: 10,
    onBlur: take,
    onKeyDown: (event: { key: string }) => {
      if (event.key === 'Enter') take()
    },
  }
  return (
    <FilterField label={label}>
      <span className={styles['range']} data-testid={testId}>
        <input
          {...shared}
          value={from}
          placeholder={t('orders.least')}
          aria-label={t('orders.least')}
          onChange={(event) => setTyped(joined(amount(event.target.value), to))}
        />
        –
        <input
          {...shared}
          value={to}
          placeholder={t('orders.most')}
          aria-label={t('orders.most')}
          onChange={(event) => setTyped(joined(from, amount(event.target.value)))}
        />
      </span>
    </FilterField>
  )
}
