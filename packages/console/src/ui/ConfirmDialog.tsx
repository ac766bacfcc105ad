import { Button, Modal } from 'antd'
import { useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import styles from './confirm-dialog.module.css'
import { useWords } from './use-words.ts'

interface Props {
  title: string
  /** What will happen, and what will not. */
  text: string
  /** The verb on the button. */
  confirm: string
  isDangerous?: boolean
  /** False while what `children` ask for is not answered yet. */
  isAnswered?: boolean
  isBusy: boolean
  /** What went wrong, said in the dialog so that nothing typed is lost. */
  error: string | null
  /** Where a reason is asked for: sentences that are chosen with one click. */
  reasons?: readonly string[]
  /** Where the reason will be kept; without it, in the timeline of an order. */
  reasonHint?: string
  /** Further questions, above the reason. */
  children?: ReactNode
  onConfirm: (reason: string) => void
  onClose: () => void
}

const REASON_CHARACTERS_MAX = 200

/**
 * Asks before something that many will notice or nobody can take back. Enter confirms, Esc leaves. It opens without a
 * motion: a button that still moves under the pointer would lose a quick click.
 */
export function ConfirmDialog(props: Props) {
  const {
    title,
    text,
    confirm,
    isDangerous,
    isAnswered = true,
    isBusy,
    error,
    reasons,
    reasonHint,
    children,
    onConfirm,
    onClose,
  } = props
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const isReady = isAnswered && (reasons === undefined || reason.trim() !== '')
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={480}
      transitionName=""
      onCancel={onClose}
      afterOpenChange={(isOpen) => {
        // Not where a field of `children` has the focus already, or somebody types there.
        if (isOpen && !isTypedIn(input.current)) input.current?.focus()
      }}
    >
      <form
        className={styles['form']}
        data-testid="confirm-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onConfirm(reason.trim())
        }}
      >
        <p className={styles['text']}>{text}</p>
        {children}
        {reasons !== undefined && (
          <div className={styles['reason']}>
            <label htmlFor={id}>{t('confirm.reason')}</label>
            <input
              id={id}
              ref={input}
              value={reason}
              maxLength={REASON_CHARACTERS_MAX}
              autoComplete="off"
              placeholder={reasonHint ?? t('confirm.reasonHint')}
              onChange={(event) => setReason(event.target.value)}
              data-testid="confirm-reason"
            />
            <ul>
              {reasons.map((each) => (
                <li key={each}>
                  <button type="button" aria-pressed={reason === each} onClick={() => setReason(each)}>
                    {each}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        {error !== null && (
          <p className={styles['error']} role="alert">
            {error}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{t('confirm.leave')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            danger={isDangerous === true}
            loading={isBusy}
            disabled={!isReady}
            data-testid="confirm"
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function isTypedIn(input: HTMLInputElement | null): boolean {
  return input?.form?.contains(document.activeElement) === true
}
