import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './keys-dialog.module.css'

const ROWS = [
  { keys: ['/'], text: 'keys.search' },
  { keys: ['j'], text: 'keys.down' },
  { keys: ['k'], text: 'keys.up' },
  { keys: ['Enter'], text: 'keys.open' },
  { keys: ['g', 'h'], text: 'keys.home' },
  { keys: ['Esc'], text: 'keys.leave' },
  { keys: ['?'], text: 'keys.help' },
] as const

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={420}>
      <dl className={styles['keys']} data-testid="keys-dialog">
        {ROWS.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && <small>{t('keys.chord')}</small>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
