import { Tooltip } from 'antd'
import type { SkuStock } from '@tidegate/contract'
import { cx } from '../../ui/cx.ts'
import { LiveFigure } from '../../ui/LiveFigure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { quantityTone } from '../stock/quantity-tone.ts'
import styles from './pool.module.css'

/** As units leave: what may be sold stands left. */
const PLACES = ['available', 'reserved', 'allocated', 'safety', 'unavailable'] as const

/** The pool taken apart: a bar for the eye, the same in figures under it. */
export function Pool({ stock: { pool, explanation } }: { stock: SkuStock }) {
  const { t } = useWords()
  const parts = PLACES.filter((place) => explanation[place] > 0)
  return (
    <Panel title={t('stock.pool')} note={t('stock.poolNote')} testId="pool">
      <div className={styles['sums']}>
        <Figure name="available" value={pool.available} isLarge />
        <Figure name="onHand" value={pool.onHand} isLarge />
        {pool.short > 0 && <Figure name="short" value={pool.short} isLarge />}
      </div>
      <div className={styles['bar']} aria-hidden="true">
        {parts.map((place) => (
          <i key={place} className={styles[place]} style={{ flexGrow: explanation[place] }} />
        ))}
      </div>
      <dl className={styles['places']}>
        {PLACES.map((place) => (
          <Figure key={place} name={place} value={explanation[place]} />
        ))}
      </dl>
    </Panel>
  )
}

interface FigureProps {
  name: (typeof PLACES)[number] | 'onHand' | 'short'
  value: number
  isLarge?: boolean
}

function Figure({ name, value, isLarge }: FigureProps) {
  const { t } = useWords()
  return (
    <div className={cx(styles['figure'], isLarge === true ? styles['large'] : styles[name])}>
      <Tooltip title={t(`stockQuantityHint.${name}`)}>
        <dt>{t(`stockQuantity.${name}`)}</dt>
      </Tooltip>
      <dd>
        <LiveFigure
          value={value}
          tone={isLarge === true ? quantityTone(name, value) : undefined}
          testId={isLarge === true ? `pool-${name}` : `place-${name}`}
        />
      </dd>
    </div>
  )
}
