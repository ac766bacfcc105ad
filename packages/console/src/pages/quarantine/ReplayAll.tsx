import { Popconfirm } from 'antd'
import { useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import { useReplayRun, useStartReplayRun } from '../../api/quarantine.ts'
import type { QuarantineAsked } from '../../api/quarantine.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { useMayMend } from './may-mend.ts'

interface Props {
  asked: QuarantineAsked
  /** Null where that is not known. */
  waiting: number | null
}

/** Replays what the list is filtered to, after asking. */
export function ReplayAll({ asked, waiting }: Props) {
  const { t } = useWords()
  const toast = useToast()
  const mayMend = useMayMend()
  const { data: newest } = useReplayRun()
  const start = useStartReplayRun()
  const [isAsking, setAsking] = useState(false)
  const isCounted = waiting !== null && waiting > 0
  const title = isCounted ? t('quarantine.replayAll', { n: waiting }) : t('quarantine.replayEverything')
  const question = isCounted ? t('quarantine.replayAllAsk', { n: waiting }) : t('quarantine.replayEverythingAsk')
  const reason = () => {
    if (!mayMend) return t('quarantine.mayNot')
    if (asked.state === 'ended' || waiting === 0) return t('quarantine.nothingToReplay')
    return newest?.run?.endedAt === null ? t('quarantine.runGoesOn') : null
  }
  const begin = async () => {
    setAsking(false)
    const { source, code, field, olderThanSeconds } = asked
    const filter = {
      source,
      olderThanSeconds,
      ...(code === null ? {} : { code }),
      ...(field === null ? {} : { field }),
    }
    try {
      const { started } = await start.mutateAsync(filter)
      if (!started) toast.failed(t('quarantine.runGoesOn'))
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  return (
    <Popconfirm
      title={title}
      description={<div style={{ maxWidth: 320 }}>{question}</div>}
      open={isAsking}
      onOpenChange={(open) => setAsking(open && reason() === null)}
      onConfirm={() => void begin()}
      okText={t('quarantine.replayAllStart')}
      cancelText={t('quarantine.cancel')}
      okButtonProps={{ id: 'replay-all-start' }}
      placement="bottomRight"
    >
      <ReasonButton reason={reason()} loading={start.isPending} data-testid="replay-all">
        {title}
      </ReasonButton>
    </Popconfirm>
  )
}
