import { Progress } from 'antd'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { useNavigate } from 'react-router'
import { uploadFile } from '../../api/imports.ts'
import { problemText } from '../../api/problem-text.ts'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { useMayMend } from '../quarantine/may-mend.ts'
import styles from './upload-file.module.css'

/** Takes a file by hand or dropped, and leads on to what is in it. */
export function UploadFile() {
  const { t } = useWords()
  const toast = useToast()
  const navigate = useNavigate()
  const mayImport = useMayMend()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [isOver, setOver] = useState(false)
  const upload = async (file: File | undefined) => {
    if (file === undefined || share !== null || !mayImport) return
    if (file.size === 0) return toast.failed(t('imports.emptyFile'))
    setShare(0)
    try {
      await navigate(paths.importFile(await uploadFile(file, setShare)))
    } catch (error) {
      toast.failed(problemText(t, error))
    } finally {
      setShare(null)
    }
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void upload(event.dataTransfer.files[0])
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the button in it does the same
    <section
      className={cx(styles['drop'], isOver && styles['over'])}
      aria-label={t('imports.choose')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,.xlsm"
        hidden
        data-testid="import-file"
        onChange={(event) => {
          void upload(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <ReasonButton
        type="primary"
        reason={mayImport ? null : t('imports.mayNot')}
        loading={share !== null}
        onClick={() => input.current?.click()}
        data-testid="import-choose"
      >
        {t('imports.choose')}
      </ReasonButton>
      <p>{t('imports.chooseNote')}</p>
      {share !== null && <Progress percent={Math.floor(share * 100)} size="small" status="active" />}
    </section>
  )
}
