import type { Correction, QuarantinePreview } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { usePreview, useReplay } from '../../api/quarantine.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { faultText } from '../quarantine/fault-text.ts'
import styles from './content.module.css'

interface Props {
  id: string
  /** Null to take the content as it is kept. */
  correction: Correction | null
  /** Why there is no correction to be made of what stands in the boxes. */
  refusal?: string | null
  onPreview: (preview: QuarantinePreview | null) => void
  /** Closes the content, so that it is looked at afresh. */
  onReload?: () => void
}

/** See what it becomes, then take it through the door. */
export function ReplayButtons({ id, correction, refusal = null, onPreview, onReload }: Props) {
  const words = useWords()
  const { t } = words
  const toast = useToast()
  const preview = usePreview(id)
  const replay = useReplay(id)
  const wish = correction ?? undefined
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  const takeThrough = async () => {
    const { outcome, orderNumbers, problem } = await replay.mutateAsync(wish)
    if (outcome === 'replayed') {
      const numbers = orderNumbers.join(', ')
      toast.done(numbers === '' ? t('quarantine.replayed') : t('quarantine.replayedHint', { numbers }))
    } else if (outcome === 'failed') {
      toast.failed(t('quarantine.failedAgain', { reason: faultText(words, problem?.reason ?? '') }))
      onPreview({ commands: null, problem, mark: null })
    } else {
      toast.failed(t(outcome === 'content_changed' ? 'quarantine.changed' : 'quarantine.alreadyEnded'))
      onReload?.()
    }
  }
  return (
    <div className={styles['buttons']}>
      <ReasonButton
        reason={refusal}
        loading={preview.isPending}
        onClick={() => void attempt(async () => onPreview(await preview.mutateAsync(wish)))}
        data-testid="preview"
      >
        {t('quarantine.preview')}
      </ReasonButton>
      <ReasonButton
        type="primary"
        reason={refusal}
        loading={replay.isPending}
        onClick={() => void attempt(takeThrough)}
        data-testid="replay"
      >
        {t(correction === null ? 'quarantine.replay' : 'quarantine.replayCorrected')}
      </ReasonButton>
    </div>
  )
}
