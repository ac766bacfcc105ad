import { Select } from 'antd'
import { useState } from 'react'
import { FilterField } from '../../ui/FilterBar.tsx'
import { useWords } from '../../ui/use-words.ts'
import { SPANS, endsOf, isSpan, joined } from './order-choice.ts'
import type { Choose } from './order-choice.ts'
import styles from './order-filters.module.css'

const OWN_DAYS = 'days'

/** A span that moves with the clock, or days of one's own. */
export function PlacedFilter({ placed, onChoose }: { placed: string; onChoose: Choose }) {
  const { t } = useWords()
  const [isPicking, setPicking] = useState(false)
  const hasDays = placed !== '' && !isSpan(placed)
  const [from, to] = endsOf(hasDays ? placed : '')
  const choose = (chosen: string) => {
    setPicking(chosen === OWN_DAYS)
    if (chosen !== OWN_DAYS) onChoose({ placed: chosen })
  }
  return (
    <FilterField label={t('orders.placed')}>
      <Select
        value={isPicking || hasDays ? OWN_DAYS : placed}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: t('orders.any') },
          ...SPANS.map((span) => ({ value: span, label: t(`orderSpan.${span}`) })),
          { value: OWN_DAYS, label: t('orders.ownDays') },
        ]}
        onChange={choose}
        data-testid="filter-placed"
      />
      {(isPicking || hasDays) && (
        <span className={styles['range']}>
          <input
            type="date"
            aria-label={t('orders.firstDay')}
            value={from}
            onChange={(event) => onChoose({ placed: joined(event.target.value, to) })}
          />
          –
          <input
            type="date"
            aria-label={t('orders.lastDay')}
            value={to}
            onChange={(event) => onChoose({ placed: joined(from, event.target.value) })}
          />
        </span>
      )}
    </FilterField>
  )
}
