import { Button, Tooltip } from 'antd'
import type { ButtonProps } from 'antd'
import { cx } from './cx.ts'
import styles from './reason-button.module.css'

interface Props extends Omit<ButtonProps, 'disabled' | 'className'> {
  className?: string | undefined
  /** Why it cannot be pressed now; null while it can. */
  reason: string | null
}

/** A button that says why it cannot be pressed. It stays reachable by keyboard, so that its reason does too. */
export function ReasonButton({ reason, onClick, className, danger, ...button }: Props) {
  const isRefused = reason !== null
  return (
    <Tooltip title={reason}>
      <Button
        {...button}
        aria-disabled={isRefused}
        danger={danger === true && !isRefused}
        className={cx(className, isRefused && styles['refused'])}
        onClick={isRefused ? (event) => event.preventDefault() : onClick}
      />
    </Tooltip>
  )
}
