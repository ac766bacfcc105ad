import { Button, Input } from 'antd'
import { useState } from 'react'
import type { QuarantineContent, QuarantineEntry, QuarantinePreview } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useLook } from '../../api/quarantine.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { formatCount } from '../../ui/format.ts'
import { useMayMend } from '../quarantine/may-mend.ts'
import styles from './content.module.css'
import { Editor } from './Editor.tsx'
import { MarkedText } from './MarkedText.tsx'
import { ReplayButtons } from './ReplayButtons.tsx'

interface Props {
  id: string
  entry: QuarantineEntry
  onPreview: (preview: QuarantinePreview | null) => void
}

/** The content: closed until somebody says why they look, since it holds receiver data. */
export function Content(props: Props) {
  const { id, entry } = props
  const { t, language } = useWords()
  const mayMend = useMayMend()
  const [content, setContent] = useState<QuarantineContent | null>(null)
  const note = content === null ? t('quarantine.contentNote') : bytesText(content)
  return (
    <Panel title={t('quarantine.content')} note={note} testId="quarantine-content">
      {!mayMend && <p className={styles['hint']}>{t('quarantine.lockedMayNot')}</p>}
      {mayMend && content === null && <Locked id={id} onOpen={setContent} />}
      {mayMend && content === null && entry.end === null && <ReplayButtons {...props} correction={null} />}
      {content !== null && <Opened {...props} content={content} onReload={() => setContent(null)} />}
    </Panel>
  )

  function bytesText({ bytes }: QuarantineContent): string {
    return t('quarantine.bytes', { n: formatCount(bytes, language) })
  }
}

const REASON_CHARACTERS_MIN = 2
const REASON_CHARACTERS_MAX = 400

function Locked({ id, onOpen }: { id: string; onOpen: (content: QuarantineContent) => void }) {
  const { t } = useWords()
  const toast = useToast()
  const look = useLook(id)
  const [why, setWhy] = useState('')
  const open = async () => {
    try {
      onOpen(await look.mutateAsync(why.trim()))
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  const isWhy = why.trim().length >= REASON_CHARACTERS_MIN
  return (
    <form
      className={styles['locked']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhy) void open()
      }}
    >
      <label>
        {t('quarantine.lookWhy')}
        <Input
          value={why}
          maxLength={REASON_CHARACTERS_MAX}
          placeholder={t('quarantine.lookHint')}
          onChange={(event) => setWhy(event.target.value)}
          data-testid="look-why"
        />
      </label>
      <ReasonButton
        htmlType="submit"
        reason={isWhy ? null : t('quarantine.lookNeedsReason')}
        loading={look.isPending}
        data-testid="look"
      >
        {t('quarantine.look')}
      </ReasonButton>
    </form>
  )
}

interface OpenedProps extends Props {
  content: QuarantineContent
  /** Closes the content, so that it is looked at afresh. */
  onReload: () => void
}

function Opened(props: OpenedProps) {
  const { entry, content } = props
  const { t } = useWords()
  const [showsOriginal, setShowsOriginal] = useState(false)
  const text = showsOriginal ? content.text : (content.correction ?? content.text)
  const mark = showsOriginal && content.correction !== null ? null : content.mark
  return (
    <div className={styles['opened']}>
      {!content.isUtf8 && <p className={styles['hint']}>{t('quarantine.notUtf8')}</p>}
      {!content.isCorrectable && <p className={styles['hint']}>{t('quarantine.commandText')}</p>}
      {content.correction !== null && (
        <p className={styles['versions']}>
          <Button size="small" type={showsOriginal ? 'default' : 'primary'} onClick={() => setShowsOriginal(false)}>
            {t('quarantine.showCorrection')}
          </Button>
          <Button size="small" type={showsOriginal ? 'primary' : 'default'} onClick={() => setShowsOriginal(true)}>
            {t('quarantine.showOriginal')}
          </Button>
        </p>
      )}
      {entry.end === null && content.isCorrectable && content.isUtf8 ? (
        <Editor {...props} key={content.version} />
      ) : (
        <>
          <MarkedText text={text} mark={mark} />
          {entry.end === null && <ReplayButtons {...props} correction={null} />}
        </>
      )}
    </div>
  )
}
