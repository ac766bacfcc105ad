import { Modal } from 'antd'
import type { Role } from '@tidegate/contract'
import { useWords } from '../ui/use-words.ts'
import styles from './keys-dialog.module.css'
import { entriesFor } from './navigation.ts'

const ROWS = [
  { keys: ['/'], text: 'keys.search' },
  { keys: ['j'], text: 'keys.down' },
  { keys: ['k'], text: 'keys.up' },
  { keys: ['Enter'], text: 'keys.open' },
  { keys: ['x'], text: 'keys.select' },
  { keys: ['Esc'], text: 'keys.leave' },
  { keys: ['?'], text: 'keys.help' },
] as const

export function KeysDialog({ role, open, onClose }: { role: Role; open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const pages = entriesFor(role).map(({ key, word }) => ({ keys: ['g', key], text: t(`navigation.${word}`) }))
  const rows = [...ROWS.map(({ keys, text }) => ({ keys, text: t(text) })), ...pages]
  return (
    <Modal open={open} transitionName="" onCancel={onClose} footer={null} title={t('keys.title')} width={420}>
      <dl className={styles['keys']} data-testid="keys-dialog">
        {rows.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && <small>{t('keys.chord')}</small>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
