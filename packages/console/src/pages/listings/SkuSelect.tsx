import { Select } from 'antd'
import type { RefSelectProps } from 'antd'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSkusFound } from '../../api/listings.ts'
import { formatCount } from '../../ui/format.ts'
import { useWords } from '../../ui/use-words.ts'
import styles from './map-dialog.module.css'

interface Sku {
  skuCode: string
  name: string
}

interface Props {
  value: Sku | null
  isRefused: boolean
  describedBy: string
  /** Codes other rows have: each SKU stands once. */
  taken: readonly string[]
  /** Has the focus as the dialog opens. */
  isFirst: boolean
  onChange: (sku: Sku) => void
}

/** After this pause somebody is taken to have typed what they meant. */
const PAUSE_MS = 200

/** A SKU by a part of its code or name; the server searches. */
export function SkuSelect({ value, isRefused, describedBy, taken, isFirst, onChange }: Props) {
  const { t, language } = useWords()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const field = useRef<RefSelectProps>(null)
  const focus = useEffectEvent(() => {
    if (isFirst) field.current?.focus()
  })
  // Once: the field hands out a new handle whenever it is drawn.
  useEffect(() => focus(), [])
  const { data } = useSkusFound(asked)
  const found = (data?.skus ?? []).map(({ sku, name, pool }) => ({
    value: sku,
    name,
    label: (
      <span className={styles['option']} title={name}>
        <b>{sku}</b>
        <span>{name}</span>
        <small>{t('listingMap.available', { n: formatCount(pool.available, language) })}</small>
      </span>
    ),
    disabled: taken.includes(sku),
  }))
  const chosen = value !== null && !found.some((option) => option.value === value.skuCode)
  return (
    <Select
      value={value?.skuCode ?? null}
      className={styles['sku'] ?? ''}
      placeholder={t('listingMap.skuHint')}
      aria-label={t('listingMap.sku')}
      aria-describedby={describedBy}
      ref={field}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={data === undefined ? null : t('listingMap.skuNone')}
      {...(isRefused ? { status: 'error' as const } : {})}
      options={
        chosen
          ? [{ value: value.skuCode, name: value.name, label: optionText(value), disabled: false }, ...found]
          : found
      }
      onChange={(skuCode: string | null, option) => {
        if (skuCode !== null)
          onChange({ skuCode, name: option !== undefined && !Array.isArray(option) ? option.name : '' })
      }}
      data-testid="component-sku"
    />
  )
}

function optionText({ skuCode, name }: Sku) {
  return (
    <span className={styles['option']} title={name}>
      <b>{skuCode}</b>
      <span>{name}</span>
    </span>
  )
}
