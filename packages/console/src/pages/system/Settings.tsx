import type { SettingReport } from '@tidegate/contract'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import styles from './rows.module.css'

export function Settings({ settings }: { settings: readonly SettingReport[] }) {
  const { t, word } = useWords()
  const shown = ({ value, secret, source }: SettingReport): string => {
    if (secret && source !== 'default') return t('system.secret')
    return value ?? t('system.unset')
  }
  return (
    <Panel title={t('system.settings')} note={t('system.settingsHint')} testId="settings">
      <div className={styles['scroll']}>
        <table className={styles['rows']}>
          <thead>
            <tr>
              <th>{t('system.columnFlag')}</th>
              <th>{t('system.columnValue')}</th>
              <th>{t('system.columnSource')}</th>
            </tr>
          </thead>
          <tbody>
            {settings.map((setting) => (
              <tr key={setting.flag}>
                <td>
                  <code>{setting.flag}</code>
                </td>
                <td className={setting.source === 'default' ? styles['quiet'] : undefined}>{shown(setting)}</td>
                <td className={styles['quiet']}>{word('settingSource', setting.source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
