import { App } from 'antd'
import { useMemo } from 'react'
import styles from './toast.module.css'
import { useWords } from './use-words.ts'

/** Time to read a sentence. */
const DONE_SECONDS = 4
/** Time to see that it was the wrong row and reach for the mouse. */
const UNDO_SECONDS = 10

export interface Toast {
  /** Says that something is done; `undo` offers to take it back for a while. */
  done(text: string, undo?: () => void): void
  failed(text: string): void
}

/** Short words at the top of the page about what somebody has just done. */
export function useToast(): Toast {
  const { message } = App.useApp()
  const { t } = useWords()
  return useMemo(
    () => ({
      done(text, undo) {
        const close = message.success({
          content: (
            <span className={styles['toast']} data-testid="toast">
              {text}
              {undo !== undefined && (
                <button
                  type="button"
                  data-testid="undo"
                  onClick={() => {
                    close()
                    undo()
                  }}
                >
                  {t('list.undo')}
                </button>
              )}
            </span>
          ),
          duration: undo === undefined ? DONE_SECONDS : UNDO_SECONDS,
        })
      },
      failed(text) {
        void message.error({ content: <span data-testid="toast">{text}</span>, duration: UNDO_SECONDS })
      },
    }),
    [message, t],
  )
}
