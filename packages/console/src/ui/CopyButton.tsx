import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './copy-button.module.css'

const SHOWN_MS = 1_600

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  // Only a secure origin has a clipboard; on plain HTTP over a network there is none.
  const canCopy = typeof navigator.clipboard?.writeText === 'function'
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <button
      type="button"
      className={styles['copy']}
      disabled={!canCopy}
      aria-label={label}
      title={canCopy ? label : t('order.copyBlocked')}
      onClick={() => void copy()}
    >
      {t(isCopied ? 'order.copied' : 'order.copy')}
    </button>
  )
}
