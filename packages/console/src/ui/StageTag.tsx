import type { OrderStage } from '@tidegate/contract'
import { cx } from './cx.ts'
import styles from './stage-tag.module.css'
import { useWords } from './use-words.ts'

export type Tone = 'quiet' | 'tide' | 'blue' | 'good' | 'warn' | 'late'

/** A colour says who has to move: amber us, teal the machine, blue the warehouse, green nobody. */
export const STAGE_TONES: Record<OrderStage, Tone> = {
  unpaid: 'quiet',
  held: 'warn',
  waiting_stock: 'warn',
  to_allocate: 'tide',
  to_ship: 'blue',
  partly_shipped: 'blue',
  shipped: 'good',
  completed: 'good',
  closed: 'quiet',
  history: 'quiet',
}

export function StageTag({ stage, large }: { stage: OrderStage; large?: boolean }) {
  const { word } = useWords()
  return (
    <Tag tone={STAGE_TONES[stage]} large={large === true} testId="stage">
      {word('stage', stage)}
    </Tag>
  )
}

interface TagProps {
  tone: Tone
  large?: boolean
  children: string
  testId?: string
}

export function Tag({ tone, large, children, testId }: TagProps) {
  return (
    <span className={cx(styles['tag'], styles[tone], large && styles['large'])} data-testid={testId}>
      {children}
    </span>
  )
}
