import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { QuarantineEntry } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useDiscard, useReopen } from '../../api/quarantine.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { useMayMend } from '../quarantine/may-mend.ts'
import styles from './decide.module.css'

/** Gives a row up, after asking why; or takes that back. */
export function Decide({ entry }: { entry: QuarantineEntry }) {
  const { t } = useWords()
  const mayMend = useMayMend()
  const [isAsking, setAsking] = useState(false)
  const reason = mayMend ? null : t('quarantine.mayNot')
  if (entry.end?.as === 'discarded') return <Reopen entry={entry} refusal={reason} />
  if (entry.end !== null) return null
  return (
    <>
      <ReasonButton
        className={styles['decide']}
        danger
        reason={reason}
        onClick={() => setAsking(true)}
        data-testid="discard"
      >
        {t('quarantine.discard')}
      </ReasonButton>
      {isAsking && <DiscardDialog id={entry.id} onClose={() => setAsking(false)} />}
    </>
  )
}

function Reopen({ entry, refusal }: { entry: QuarantineEntry; refusal: string | null }) {
  const { t } = useWords()
  const toast = useToast()
  const reopen = useReopen(entry.id)
  const take = async () => {
    try {
      const { done } = await reopen.mutateAsync(t('quarantine.reopen'))
      if (done) toast.done(t('quarantine.reopened'))
      else toast.failed(t('quarantine.reopenRefused'))
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  return (
    <ReasonButton
      className={styles['decide']}
      reason={refusal}
      loading={reopen.isPending}
      onClick={() => void take()}
      data-testid="reopen"
    >
      {t('quarantine.reopen')}
    </ReasonButton>
  )
}

const REASON_CHARACTERS_MIN = 2
const REASON_CHARACTERS_MAX = 400

function DiscardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords()
  const toast = useToast()
  const discard = useDiscard(id)
  const [why, setWhy] = useState('')
  const give = async () => {
    try {
      const { done } = await discard.mutateAsync(why)
      if (done) toast.done(t('quarantine.discarded'))
      else toast.failed(t('quarantine.alreadyEnded'))
      onClose()
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  return (
    <Modal
      open
      transitionName=""
      title={t('quarantine.discardTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('quarantine.cancel')}
        </Button>,
        <Button
          key="discard"
          type="primary"
          danger
          disabled={why.trim().length < REASON_CHARACTERS_MIN}
          loading={discard.isPending}
          onClick={() => void give()}
          data-testid="discard-confirm"
        >
          {t('quarantine.discard')}
        </Button>,
      ]}
    >
      <p className={styles['ask']}>{t('quarantine.discardAsk')}</p>
      <label className={styles['why']}>
        {t('quarantine.discardWhy')}
        <Input
          value={why}
          maxLength={REASON_CHARACTERS_MAX}
          onChange={(event) => setWhy(event.target.value)}
          data-testid="discard-why"
        />
      </label>
    </Modal>
  )
}
