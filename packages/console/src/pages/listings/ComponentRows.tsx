import { Button, InputNumber } from 'antd'
import { useId } from 'react'
import { useWords } from '../../ui/use-words.ts'
import { COMPONENTS_MAX, PER_UNIT_MAX, emptyDraft } from './component-draft.ts'
import type { ComponentDraft } from './component-draft.ts'
import styles from './map-dialog.module.css'
import { SkuSelect } from './SkuSelect.tsx'

interface Props {
  drafts: readonly ComponentDraft[]
  /** What the server did not take, at its field. */
  refused: { row: number; part: 'skuCode' | 'perUnit' } | null
  onChange: (drafts: ComponentDraft[]) => void
}

/** One row to a SKU: which, and how many of it one unit takes. */
export function ComponentRows({ drafts, refused, onChange }: Props) {
  const { t } = useWords()
  const id = useId()
  const change = (key: number, part: Partial<ComponentDraft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)))
  return (
    <div className={styles['rows']}>
      <div className={styles['head']} aria-hidden="true">
        <span>{t('listingMap.sku')}</span>
        <span>{t('listingMap.perUnit')}</span>
      </div>
      {drafts.map(({ key, skuCode, name, perUnit }, index) => {
        const wrong = refused?.row === index ? refused.part : null
        return (
          <div key={key} className={styles['row']} data-testid="component">
            <SkuSelect
              value={skuCode === null ? null : { skuCode, name }}
              isRefused={wrong === 'skuCode'}
              describedBy={`${id}-${key}`}
              taken={drafts.flatMap((each) => (each.key === key || each.skuCode === null ? [] : [each.skuCode]))}
              isFirst={index === 0}
              onChange={(sku) => change(key, sku)}
            />
            <InputNumber
              value={perUnit}
              min={1}
              max={PER_UNIT_MAX}
              precision={0}
              aria-label={t('listingMap.perUnit')}
              {...(wrong === 'perUnit' || perUnit === null ? { status: 'error' as const } : {})}
              onChange={(value) => change(key, { perUnit: value })}
              data-testid="component-units"
            />
            <Button
              type="text"
              disabled={drafts.length === 1}
              aria-label={skuCode === null ? t('listingMap.removeEmpty') : t('listingMap.remove', { sku: skuCode })}
              onClick={() => onChange(drafts.filter((each) => each.key !== key))}
              data-testid="remove-component"
            >
              ×
            </Button>
            {(wrong !== null || perUnit === null) && (
              <small id={`${id}-${key}`} role="alert" className={styles['wrong']}>
                {wrong === 'skuCode' ? t('listingMap.skuGone') : t('listingMap.perUnitWrong', { max: PER_UNIT_MAX })}
              </small>
            )}
          </div>
        )
      })}
      <Button
        type="dashed"
        size="small"
        disabled={drafts.length >= COMPONENTS_MAX}
        onClick={() => onChange([...drafts, emptyDraft(drafts)])}
        data-testid="add-component"
      >
        + {t('listingMap.add')}
      </Button>
    </div>
  )
}
