import { Link } from 'react-router'
import type { System } from '@tidegate/contract'
import { paths } from '../../paths.ts'
import { formatCount } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useWords } from '../../ui/use-words.ts'
import { formatBytes } from './format-bytes.ts'
import styles from './machine.module.css'

export function Machine({ system: { database, disk, pushConnections, quarantineOpen } }: { system: System }) {
  const { t, language } = useWords()
  const size = (bytes: number) => formatBytes(bytes, language)
  const diskText = (): string => {
    if (disk === null) return t('system.diskUnwatched')
    if (disk.freeBytes === null) return t('system.diskUnknown')
    return t('system.diskOf', { free: size(disk.freeBytes), min: size(disk.freeMinBytes) })
  }
  return (
    <Panel title={t('system.machine')} testId="machine">
      <dl className={styles['facts']}>
        <dt>{t('system.database')}</dt>
        <dd>{t('system.databaseOf', { version: database.version, size: size(database.bytes) })}</dd>
        <dt>{t('system.disk')}</dt>
        <dd>{diskText()}</dd>
        <dt>{t('system.push')}</dt>
        <dd>{formatCount(pushConnections, language)}</dd>
        <dt>{t('system.quarantine')}</dt>
        <dd>
          <Link to={paths.quarantine()}>{formatCount(quarantineOpen, language)}</Link>
        </dd>
      </dl>
    </Panel>
  )
}
