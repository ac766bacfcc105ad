import { useState } from 'react'
import { cx } from './cx.ts'
import { formatCount } from './format.ts'
import styles from './live-figure.module.css'
import { useWords } from './use-words.ts'

interface Props {
  value: number
  /** What deserves a second look. */
  tone?: 'strong' | 'warn' | 'late' | 'quiet' | undefined
  testId?: string
}

/** A figure that moves by itself: each change is lit for a moment, so that it is seen. */
export function LiveFigure({ value, tone, testId }: Props) {
  const { language } = useWords()
  const [first] = useState(value)
  const [isMoved, setMoved] = useState(false)
  if (!isMoved && value !== first) setMoved(true)
  return (
    <span
      key={value}
      className={cx(styles['figure'], tone !== undefined && styles[tone], isMoved && styles['moved'])}
      data-testid={testId}
    >
      {formatCount(value, language)}
    </span>
  )
}
