import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'

export function CopyNumbers({ numbers }: { numbers: readonly string[] }) {
  const { t } = useWords()
  const toast = useToast()
  const reason = () => {
    // Only a secure origin has a clipboard; on plain HTTP over a network there is none.
    if (typeof navigator.clipboard?.writeText !== 'function') return t('order.copyBlocked')
    return numbers.length === 0 ? t('orders.selectFirst') : null
  }
  const copy = async () => {
    await navigator.clipboard.writeText(numbers.join('\n'))
    toast.done(t('orders.copied', { n: numbers.length }))
  }
  return (
    <ReasonButton reason={reason()} onClick={() => void copy()} data-testid="copy-numbers">
      {t('orders.copyNumbers')}
    </ReasonButton>
  )
}
